@testable import Detectors
import TestSupport
import Testing
import Window

/// Sets and groupings by number against those of the standard library.
@Suite struct GroupingTests {
  @Test func `a dense set is a set`() {
    var random = SplitMix64(seed: 3)
    for count in [1, 63, 64, 65, 1_000] {
      let numbers = (0..<count / 2).map { _ in Int32.random(in: 0..<Int32(count), using: &random) }
      var set = DenseSet(upTo: count)
      for number in numbers { set.insert(number) }
      #expect(Set(set.members) == Set(numbers) && set.members.count == Set(numbers).count)
      for number in 0..<Int32(count) { #expect(set.contains(number) == numbers.contains(number)) }
      #expect(DenseSet(numbers, upTo: count).members == Set(numbers).sorted())
      for number in numbers.dropFirst() { set.remove(number) }
      #expect(set.members == Set(numbers.prefix(1)).subtracting(numbers.dropFirst()).sorted())
    }
  }

  @Test func `rows with a mark are what a filter gives`() {
    var random = SplitMix64(seed: 11)
    for rows in [0..<0, 0..<1, 5..<69, 3..<66, 64..<128, 7..<1_000] {
      let wanted = Set(rows.filter { _ in Bool.random(using: &random) })
      var (asked, found): ([Int], [Int]) = ([], [])
      rows.forEach(marked: { row in
        asked.append(row)
        return wanted.contains(row).mark
      }) { found.append($0) }
      #expect(asked == Array(rows) && found == wanted.sorted())
    }
  }

  @Test func `rows by party are what a filter gives`() {
    var random = SplitMix64(seed: 5)
    for count in [1, 2, 40] {
      let parties = (0..<200).map { _ in Party.random(in: -1..<Party(count), using: &random) }
      let rows = RowsByParty(100..<300, parties: count) { parties[$0 - 100] }
      for party in 0..<Party(count) {
        #expect(rows[party].map { Int($0) } == (100..<300).filter { parties[$0 - 100] == party })
      }
    }
  }

  @Test func `sorting by digits sorts`() {
    var random = SplitMix64(seed: 7)
    for bits in [0, 1, 8, 9, 40, 64] {
      for count in [0, 1, 2, 300] {
        let numbers = (0..<count).map { _ in
          UInt64.random(in: 0...UInt64.max, using: &random) >> UInt64(64 - bits)
        }
        #expect(sortedByDigits(numbers) == numbers.sorted(), "\(bits) bits")
      }
    }
  }

  @Test func `sharers are who has a thing, and how often`() {
    var random = SplitMix64(seed: 9)
    let pairs = (0..<400).map { _ in
      (thing: Int32.random(in: 0..<30, using: &random), party: Party.random(in: 0..<500, using: &random))
    }
    var things: [Int32] = []
    Sharers(pairs).forEach { thing, parties in
      things.append(thing)
      let mine = pairs.filter { $0.thing == thing }.map(\.party)
      #expect(parties.map(\.party) == Set(mine).sorted())
      for (party, count) in parties { #expect(count == mine.count { $0 == party }) }
    }
    #expect(things == Set(pairs.map(\.thing)).sorted())
  }
}
