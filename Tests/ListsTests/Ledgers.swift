import Ledger
import Lists
import TestSupport
import Window

/// A window of the given accounts and endpoints and nothing else; cells by column name.
func window(accounts: [[String: String]] = [], endpoints: [[String: String]] = []) -> Window {
  let start = Instant(year: 2026, month: 1, day: 1)
  var builder = WindowBuilder(from: start, to: start + .days(90), future: start + .days(90), currency: "USD")
  builder.add(RowBatch(accounts, .accounts), to: .accounts)
  builder.add(RowBatch(endpoints, .endpoints), to: .endpoints)
  return builder.finish().window
}

/// What entries say of one endpoint with these cells; the kind is a bank account unless given.
func verdict(_ cells: [String: String], _ entries: [ListEntry]) -> Verdict {
  let row = ["endpoint_id": "E", "kind": "bank_account"].merging(cells) { $1 }
  let window = window(endpoints: [row])
  return Verdict(Classifier(lists: [("test 1", entries)]).classify(window), 0)
}

/// What entries say of one account with these cells.
func accountVerdict(_ cells: [String: String], _ entries: [ListEntry]) -> Verdict {
  let window = window(accounts: [["account_id": "A"].merging(cells) { $1 }])
  return Verdict(Classifier(lists: [("test 1", entries)]).classify(window), 0)
}

/// The classification of one party, flat.
struct Verdict: Equatable {
  var sink: SinkClass?
  var isStop: Bool
  var match: ListMatch?

  init(_ classification: Classification, _ party: Party) {
    sink = classification.sinkClass(party)
    isStop = classification.isStop[Int(party)]
    match = classification.match[party]
  }

  /// Whether anything was said.
  var isListed: Bool { sink != nil || isStop }
}

/// A short entry.
func entry(
  _ listClass: ListClass, _ matcher: ListMatcher, _ value: String, network: String? = nil,
  kinds: Set<EndpointKind>? = nil, country: String? = nil, name: String = "", linkage: String = ""
) -> ListEntry {
  ListEntry(
    listClass: listClass, matcher: matcher, value: value, network: network, kinds: kinds, country: country,
    name: name,
    linkage: linkage, source: "test")
}

/// Bytes of a text, as a file would have them.
func file(_ name: String, _ text: String) -> (name: String, bytes: [UInt8]) { (name, Array(text.utf8)) }
