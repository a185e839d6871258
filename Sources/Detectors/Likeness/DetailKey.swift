import Crypto
import Detection
import Ledger
import Window

/// Something by which two parties turn out to be paid, or reached, at one place.
struct DetailKey: Hashable {
  enum Kind: String {
    case endpoint, number, address, email, phone
    case name = "holder"
  }

  let kind: Kind
  /// As compared: separators and case dropped where they mean nothing.
  let value: String

  /// `number:12345678`: stable from run to run.
  var text: String { "\(kind.rawValue):\(value)" }

  /// Whether it says where money goes, rather than who somebody is.
  var isDestination: Bool { kind == .endpoint || kind == .number || kind == .address }

  /// For a sentence: what is shared.
  var words: String {
    switch kind {
    case .endpoint: "payout endpoint \(value)"
    case .number: "account number \(masked(value))"
    case .address: "wallet address \(masked(value))"
    case .email: "e-mail address"
    case .phone: "phone number \(masked(value))"
    case .name: "holder name"
    }
  }

  static func precedes(_ left: DetailKey, _ right: DetailKey) -> Bool {
    left.kind == right.kind ? precedesBytewise(left.value, right.value) : left.rank < right.rank
  }

  /// Destinations first, names last: the order in which a shared detail is the better evidence.
  private var rank: Int {
    switch kind {
    case .number: 0
    case .address: 1
    case .endpoint: 2
    case .email: 3
    case .phone: 4
    case .name: 5
    }
  }

  /// Account numbers shorter than this mean something only together with their bank.
  static let selfSufficientLength = 10

  /// An account number at a bank, as compared; nil when too short to tell anybody apart.
  static func number(_ number: String, at bank: String?) -> DetailKey? {
    let digits = comparableIdentifier(number)
    if digits.utf8.count < 5 { return nil }
    if digits.utf8.count >= selfSufficientLength { return DetailKey(kind: .number, value: digits) }
    return bank.map { DetailKey(kind: .number, value: digits + "@" + comparableIdentifier($0)) }
  }

  /// A wallet address as compared: hexadecimal ones without case, others (base 58) with it.
  static func address(_ address: String) -> DetailKey? {
    let text = address.hasPrefix("0x") || address.hasPrefix("0X") ? address.lowercased() : address
    return text.isEmpty ? nil : DetailKey(kind: .address, value: text)
  }

  /// Where an endpoint leads: its own identifier, its account number, its address.
  static func destinations(of endpoint: Endpoint, in window: Window) -> [DetailKey] {
    let bank =
      window.text(endpoint.bic).map { String($0.prefix(8)) } ?? window.text(endpoint.clearingCode)
      ?? window.text(endpoint.institutionName)
    let keys = [
      window.text(endpoint.accountNumber).flatMap { number($0, at: bank) },
      window.text(endpoint.address).flatMap { address($0) },
    ]
    return keys.compactMap(\.self) + [DetailKey(kind: .endpoint, value: window.id(endpoint.party))]
  }

  /// Who holds an account: e-mail, phone and a name of two words or more.
  static func holders(of account: Account, in window: Window) -> [DetailKey] {
    var keys: [DetailKey] = []
    if let email = window.text(account.email)?.lowercased(), email.contains("@") {
      keys.append(DetailKey(kind: .email, value: email))
    }
    if let phone = window.text(account.phone).map(comparableIdentifier), phone.utf8.count >= 6 {
      keys.append(DetailKey(kind: .phone, value: phone))
    }
    return keys + [window.text(account.holderName).flatMap { name($0) }].compactMap(\.self)
  }

  /// A holder's name, order of words aside; nil for a single word, which many share.
  static func name(_ name: String) -> DetailKey? {
    let words = comparableName(name)
    return words.count < 2 ? nil : DetailKey(kind: .name, value: words.joined(separator: " "))
  }
}

/// A stable name for a detail (``DetailKey/text``) that does not show it: alerts keep it, logs may show it.
func digest(ofDetail text: String) -> String {
  "destination-" + SHA256.hash(data: Array(text.utf8)).prefix(8).hexadecimal
}
