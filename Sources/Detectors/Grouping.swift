import Window

extension RowsByParty {
  /// `party` says whose a row is, -1 for nobody's. O(rows + parties).
  init(_ all: some Sequence<Int>, parties count: Int, of party: (Int) -> Party) {
    var (rows, parties): ([Int32], [Party]) = ([], [])
    for row in all {
      let owner = party(row)
      if owner < 0 { continue }
      rows.append(Int32(row))
      parties.append(owner)
    }
    self.init(rows, of: parties, upTo: count)
  }
}

/// Who has something in common, by a number for each thing.
struct Sharers {
  private let pairs: [UInt64]

  /// `(thing, party)` pairs in any order, with repeats. O(n).
  init(_ pairs: some Sequence<(thing: Int32, party: Party)>) {
    self.pairs = sortedByDigits(
      pairs.map { UInt64(UInt32(bitPattern: $0.thing)) << 32 | UInt64(UInt32(bitPattern: $0.party)) })
  }

  /// Each thing with its parties, ascending, and how often each of them has it.
  func forEach(_ body: (_ thing: Int32, _ parties: [(party: Party, count: Int)]) -> Void) {
    var place = 0
    // Kept, as most of a million things have one party.
    var parties: [(party: Party, count: Int)] = []
    while place < pairs.count {
      let thing = pairs[place] >> 32
      parties.removeAll(keepingCapacity: true)
      while place < pairs.count, pairs[place] >> 32 == thing {
        let pair = pairs[place]
        let start = place
        while place < pairs.count, pairs[place] == pair { place += 1 }
        parties.append((Party(truncatingIfNeeded: pair), place - start))
      }
      body(Int32(truncatingIfNeeded: thing), parties)
    }
  }
}
