import Detection
import Ledger
import Window

/// The scheme in words, from its evidence; parties that have left the window keep their identifiers.
struct VirtualCurrencyNarrative {
  private let scheme: Scheme
  private let window: Window

  init(_ scheme: Scheme, _ window: Window) {
    self.scheme = scheme
    self.window = window
  }

  /// Throws ``LedgerError/overflow(_:)``.
  func narrative() throws -> Narrative {
    Narrative(
      headline: try headline(), who: who(), what: try what(), when: when(), whereMoved: try whereMoved(),
      why: why(),
      how: how())
  }

  private var subject: Party? { window.party(id: scheme.subject) }
  private var name: String { subject.flatMap { window.holderName($0) } ?? "Account \(scheme.subject)" }
  private func has(_ signal: Signal) -> Bool { scheme.signals.contains(signal) }
  private func count(_ measure: String) -> Int { Int(scheme.measures[measure]?.value ?? 0) }
  private func money(_ amount: Money) -> String { "\(window.currency) \(amount.formatted)" }

  private func headline() throws -> String {
    var text =
      scheme.counted.isEmpty
      ? "\(name) asks to be paid in virtual currency" : "\(name) is paid in virtual currency"
    if has(VirtualCurrencyPayout.sanctioned) {
      text += " at a sanctioned address"
    } else if has(VirtualCurrencyPayout.shared) {
      text += " at a wallet that other payees use too"
    } else if has(VirtualCurrencyPayout.afterTrouble) {
      text += " after an account was closed or refused"
    }
    return scheme.counted.isEmpty ? text : text + ": \(money(try scheme.amount()))"
  }

  private func who() -> String {
    var text = "The payee is account \(scheme.subject)"
    if let holder = subject.flatMap({ window.holderName($0) }) { text += ", held by \(holder)" }
    if let country = subject.flatMap({ window.country($0) }) { text += ", declared country \(country)" }
    if let opened = subject.flatMap({ window.parties.account($0)?.openedAt }) {
      text += ", opened on \(opened.date)"
    }
    text += "."
    if has(VirtualCurrencyPayout.shared) || has(VirtualCurrencyPayout.household) {
      let others = max(1, count("payees_sharing") - 1)
      text +=
        " \(number(others, "other payee names", "other payees name")) the same wallet or account at an exchange."
    }
    return text
  }

  private func what() throws -> String {
    let requests = count("requests")
    let asked =
      requests == 0 ? nil : "asked for virtual currency \(requests == 1 ? "once" : "\(requests) times")"
    if scheme.counted.isEmpty {
      return
        "The payee \(asked ?? "set up payment in virtual currency"); nothing has been paid to a wallet or an "
        + "exchange yet."
    }
    let payments = number(scheme.counted.count, "payment", "payments")
    let took = "took \(payments) of \(money(try scheme.amount())) in all at wallets or exchanges"
    return "The payee " + (asked.map { "\($0) and " } ?? "") + took + "."
  }

  private func when() -> String {
    let instants = (scheme.records.map(\.at) + scheme.transactions.map(\.bookedAt)).sorted()
    guard let first = instants.first, let last = instants.last else {
      return "Seen on \(scheme.firstSeenAt.date)."
    }
    var text = first.date == last.date ? "On \(first.date)." : "Between \(first.date) and \(last.date)."
    if has(VirtualCurrencyPayout.afterTrouble), scheme.measures["days_since_closure"] != nil {
      text +=
        " The request came \(number(count("days_since_closure"), "day", "days")) after the trouble with the account."
    }
    return text
  }

  private func whereMoved() throws -> String {
    if scheme.counted.isEmpty { return "No money has moved to a wallet or an exchange." }
    var amounts: [String: [Money]] = [:]
    for row in scheme.counted { amounts[row.creditorID, default: []].append(row.amount) }
    var totals: [(id: String, amount: Money)] = []
    for (id, parts) in amounts { totals.append((id, try Money.sum(parts))) }
    totals.sort { ($1.amount, $0.id) < ($0.amount, $1.id) }
    let shown = totals.prefix(5).map { "\(money($0.amount)) to \(described($0.id))" }
    let rest = totals.count - shown.count
    return shown.joined(separator: "; ") + (rest > 0 ? "; and to \(rest) more" : "") + "."
  }

  private func described(_ id: String) -> String {
    guard let party = window.party(id: id), let endpoint = window.parties.endpoint(party) else {
      return masked(id)
    }
    let label = masked(window.text(endpoint.address) ?? window.text(endpoint.accountNumber) ?? id)
    let kind = endpoint.kind == .exchangeAccount ? "exchange account" : "wallet"
    let network = window.text(endpoint.network).map { " on \($0)" } ?? ""
    let institution = window.text(endpoint.institutionName).map { " at \($0)" } ?? ""
    return "\(kind) \(label)\(institution)\(network)"
  }

  private func why() -> String {
    let reasons = scheme.signals.filter { $0.points > 0 }.map(\.because)
    var text = "This is suspicious because \(reasons.joined(separator: "; "))."
    if has(VirtualCurrencyPayout.household) {
      text += " Against it: \(VirtualCurrencyPayout.household.because)."
    }
    return text
  }

  private func how() -> String {
    let shown = scheme.records.prefix(6).map { "\($0.at.date): \($0.summary)" }
    let rest = scheme.records.count - shown.count
    var sentences = Array(shown)
    if rest > 0 { sentences.append("\(number(rest, "more record", "more records")) in evidence.") }
    let context = scheme.transactions.filter { $0.role == .context }
    for row in context.prefix(3) {
      sentences.append(
        "For context: \(row.bookedAt.date), \(money(row.amount)) from \(named(row.debtorID)) to \(named(row.creditorID))."
      )
    }
    if context.count > 3 {
      sentences.append("\(number(context.count - 3, "more payment", "more payments")) for context.")
    }
    if sentences.isEmpty { return "By payments to a wallet or an exchange, without a request on record." }
    return sentences.joined(separator: " ")
  }

  /// Accounts of the platform by their identifier, bank accounts and wallets hidden but for the last four characters.
  private func named(_ id: String) -> String {
    guard let party = window.party(id: id) else { return masked(id) }
    guard let endpoint = window.parties.endpoint(party) else {
      return window.holderName(party) ?? "account \(id)"
    }
    return "\(endpoint.kind.rawValue.replacing("_", with: " ")) "
      + masked(window.text(endpoint.address) ?? window.text(endpoint.accountNumber) ?? id)
  }

  private func number(_ count: Int, _ one: String, _ many: String) -> String {
    "\(count) \(count == 1 ? one : many)"
  }
}
