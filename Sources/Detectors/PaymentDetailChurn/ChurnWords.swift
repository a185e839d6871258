import Detection
import Ledger
import Window

extension DetailField {
  /// Whether it says where money goes, or in whose name.
  var isPayout: Bool {
    switch self {
    case .bankAccount, .payoutMethod, .wallet, .holderName: true
    case .email, .phone, .address: false
    }
  }

  var words: String {
    switch self {
    case .bankAccount: "bank account"
    case .payoutMethod: "payout method"
    case .wallet: "wallet"
    case .holderName: "holder name"
    case .email: "e-mail address"
    case .phone: "phone number"
    case .address: "postal address"
    }
  }
}

extension EndpointKind {
  var words: String {
    switch self {
    case .bankAccount: "bank account"
    case .card: "card"
    case .eWallet: "e-wallet"
    case .cryptoWallet: "crypto wallet"
    case .exchangeAccount: "exchange account"
    }
  }

  /// Whether it holds virtual currency.
  var isCrypto: Bool { self == .cryptoWallet || self == .exchangeAccount }

  /// Whether it is a bank's own rail.
  var isBank: Bool { self == .bankAccount || self == .card }
}

extension DetailChange {
  /// One sentence; names and methods in clear, numbers masked, addresses of people left out.
  func summary(in window: Window) -> String {
    func shown(_ text: Text) -> String? {
      switch field {
      case .holderName: window.text(text)
      case .payoutMethod: window.text(text).map { maskedNumbers(in: $0) }
      case .bankAccount, .wallet, .phone: window.text(text).map { masked($0) }
      case .email, .address: nil
      }
    }
    var sentence = "\(window.id(account)) changed the \(field.words)"
    if let old = shown(oldValue) { sentence += " from \(old)" }
    if let new = shown(newValue) { sentence += " to \(new)" }
    if let endpoint { sentence += " (endpoint \(window.id(endpoint)))" }
    return sentence + "."
  }
}

/// The text with every word that may be an account number or an address masked: more than four characters, and four of
/// them digits, or too long for a word. O(n).
package func maskedNumbers(in text: String) -> String {
  text.split(separator: " ", omittingEmptySubsequences: false).map { word in
    let isNumber = word.count > 4 && word.count { $0.isNumber } >= 4
    return isNumber || word.count > 24 ? masked(String(word)) : String(word)
  }.joined(separator: " ")
}
