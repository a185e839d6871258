import Foundation
import Ledger
import Lists
import Testing
import Window

/// The classifier again, written as the design reads: every party against every entry, on strings.
private enum SlowTwin {
  static func sinkAndStop(_ endpoint: [String: String], _ entries: [ListEntry]) -> (SinkClass?, Bool) {
    let matching = entries.filter { matches(endpoint, $0) }
    let sink = matching.compactMap(\.listClass.sinkClass).min()
    return (sink, sink == nil && matching.contains { $0.listClass == .stop })
  }

  private static func matches(_ endpoint: [String: String], _ entry: ListEntry) -> Bool {
    let kind = endpoint["kind"] ?? ""
    if let kinds = entry.kinds, !kinds.contains(where: { $0.rawValue == kind }) { return false }
    if let country = entry.country, let own = endpoint["country"], own.uppercased() != country {
      return false
    }
    let bic = endpoint["bic"].map { $0.uppercased() } ?? ""
    let isBank = kind == "bank_account" || kind == "card"
    switch entry.matcher {
    case .bicCountry:
      return isBank && [8, 11].contains(bic.count) && bic.dropFirst(4).prefix(2) == entry.value
    case .bicPrefix: return isBank && bic.hasPrefix(entry.value)
    case .clearingCode: return fits(endpoint["clearing_code"], entry.value)
    case .accountNumber: return fits(endpoint["account_number"], entry.value)
    case .cardPrefix:
      let prefix = endpoint["card_prefix"] ?? ""
      return entry.value.contains("?") ? fits(prefix, entry.value) : prefix.hasPrefix(entry.value)
    case .country: return endpoint["country"]?.uppercased() == entry.value
    case .institutionName:
      let name = words(endpoint["institution_name"] ?? "")
      return name.starts(with: words(entry.value))
    case .weakName: return false
    case .partyName: return endpoint["holder_name"].map { words($0) == words(entry.value) } ?? false
    case .endpointID: return endpoint["endpoint_id"] == entry.value
    case .accountID: return false
    case .address:
      guard let address = endpoint["address"], address.lowercased() == entry.value.lowercased() else {
        return false
      }
      guard let one = endpoint["network"], let other = entry.network else { return true }
      return chain(one) == chain(other)
    }
  }

  private static func fits(_ text: String?, _ pattern: String) -> Bool {
    guard let text, text.count == pattern.count else { return false }
    return zip(text, pattern).allSatisfy { $0 == $1 || $1 == "?" }
  }

  private static func words(_ text: String) -> [String] {
    text.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init)
  }

  private static func chain(_ network: String) -> String {
    ["ETH": "ethereum", "ERC20": "ethereum", "BEP20": "bsc"][network] ?? network.lowercased()
  }
}

private struct SplitMix64: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}

@Suite struct SlowTwinTests {
  private static let addresses = (0..<4).map { "0x" + String(repeating: "aB\($0)", count: 13) + "F" }
  private static let pool: [ListMatcher: [String]] = [
    .bicCountry: ["CN", "HK", "MO", "US"], .bicPrefix: ["ICBK", "BKCH", "ICBKCN", "BK"],
    .clearingCode: ["102?????", "10210001", "1??10001"],
    .accountNumber: ["2088????", "20881234", "????1234"],
    .cardPrefix: ["62", "6228", "62??48", "622848"], .country: ["CN", "HK", "US"],
    .institutionName: ["ok", "ok pay", "pay", "ok pay ltd"], .partyName: ["Kim Ltd", "kim", "ltd kim"],
    .endpointID: ["E1", "E2", "E3"], .accountID: ["E1"], .address: addresses,
  ]

  private static func randomEntry(_ random: inout SplitMix64) -> ListEntry? {
    guard let matcher = ListMatcher.allCases.randomElement(using: &random),
      let value = pool[matcher]?.randomElement(using: &random),
      let listClass = ListClass.allCases.randomElement(using: &random)
    else { return nil }
    let kinds = EndpointKind.allCases.filter { _ in Bool.random(using: &random) }
    return entry(
      listClass, matcher, value,
      network: matcher == .address ? [nil, "ETH", "bsc"].randomElement(using: &random) ?? nil : nil,
      kinds: kinds.isEmpty || Bool.random(using: &random) ? nil : Set(kinds),
      country: Int.random(in: 0..<4, using: &random) == 0 ? ["CN", "HK"].randomElement(using: &random) : nil)
  }

  private static func randomEndpoint(_ place: Int, _ random: inout SplitMix64) -> [String: String] {
    let choices: [(String, [String])] = [
      ("bic", ["ICBKCNBJ", "icbkus33", "BKCHHKHHXXX", "BKCHMOM", "HSBCHKHH"]),
      ("clearing_code", ["10210001", "10310001", "102100011"]),
      ("account_number", ["20881234", "20889999", "99991234"]),
      ("card_prefix", ["622848", "62284800", "4111", "62"]), ("country", ["CN", "cn", "HK", "US"]),
      ("institution_name", ["OK Pay Ltd", "ok-pay", "Okay", "Pay OK", "OK"]),
      ("holder_name", ["Kim, Ltd", "KIM", "Ltd. Kim", "Kimltd"]),
      ("address", addresses + [addresses[0].lowercased()]), ("network", ["ERC20", "ETH", "BEP20", "tron"]),
    ]
    var cells = ["endpoint_id": "E\(place)"]
    cells["kind"] = EndpointKind.allCases.randomElement(using: &random)?.rawValue
    for (column, values) in choices where Int.random(in: 0..<3, using: &random) == 0 {
      cells[column] = values.randomElement(using: &random)
    }
    return cells
  }

  @Test(arguments: 0..<60)
  func `Hash lookups say what comparing everything with everything says`(seed: UInt64) {
    var random = SplitMix64(state: seed)
    let entries = (0..<Int.random(in: 1...40, using: &random)).compactMap { _ in Self.randomEntry(&random) }
    let endpoints = (0..<60).map { Self.randomEndpoint($0, &random) }
    let result = Classifier(lists: [("random", entries)]).classify(window(endpoints: endpoints))
    for (place, endpoint) in endpoints.enumerated() {
      let found = Verdict(result, Party(place))
      let (sink, isStop) = SlowTwin.sinkAndStop(endpoint, entries)
      #expect(found.sink == sink, "\(endpoint)")
      #expect(found.isStop == isStop, "\(endpoint)")
      #expect((found.match != nil) == found.isListed)
    }
  }
}
