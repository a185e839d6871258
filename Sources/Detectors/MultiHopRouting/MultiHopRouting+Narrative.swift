package import Detection
import Ledger
package import Window

extension MultiHopRouting {
  package func narrative(of scheme: Scheme, in window: Window) throws -> Narrative {
    let story = Story(scheme, window, amount: try scheme.amount())
    return Narrative(
      headline: story.headline, who: story.who, what: story.what, when: story.when,
      whereMoved: story.whereMoved,
      why: story.why, how: story.how(maxRoutes: settings.count(Self.maxRoutes)))
  }
}

/// A scheme's evidence, arranged for telling. Parties that have left the window are called by their identifiers.
private struct Story {
  private let scheme: Scheme
  private let window: Window
  private let amount: Money
  /// Each route's transactions from the subject to the sink, the best first.
  private let routes: [[TransactionEvidence]]
  private let conduits: [String]
  private let sinks: [String]
  private let payers: [String]

  init(_ scheme: Scheme, _ window: Window, amount: Money) {
    self.scheme = scheme
    self.window = window
    self.amount = amount
    let hops = scheme.transactions.filter { $0.role == .hop }
    routes = Dictionary(grouping: hops, by: \.route).values
      .map { $0.sorted { ($0.hop ?? 0) < ($1.hop ?? 0) } }
      .sorted { left, right in
        let (first, second) = (left.last?.amount ?? .zero, right.last?.amount ?? .zero)
        return first != second ? first > second : (left.first?.route ?? "") < (right.first?.route ?? "")
      }
    func isSubject(_ id: String) -> Bool {
      id == scheme.subject
        || window.party(id: id).map { window.id(window.parties.owner($0)) } == scheme.subject
    }
    conduits = Self.distinct(routes.flatMap { $0.dropLast().map(\.creditorID) }.filter { !isSubject($0) })
    sinks = Self.distinct(routes.compactMap { $0.last?.creditorID })
    payers = Self.distinct(scheme.transactions.filter { $0.role == .context }.map(\.debtorID))
  }

  // MARK: The six answers

  var headline: String {
    let through = conduits.count == 1 ? name(conduits[0]) : "\(conduits.count) intermediaries"
    return "\(money(amount)) from \(name(scheme.subject)) reached \(classes) through \(through)"
  }

  var who: String {
    var text = "Subject, where the routing begins: \(name(scheme.subject))\(role(scheme.subject))."
    text += " Conduits, who passed the money on: \(list(conduits.map { name($0) + role($0) }))."
    text += " Final recipients: \(list(sinks.map(sink)))."
    if !payers.isEmpty {
      text += " Payers, whose money it had been and who are not under suspicion: \(list(payers.map(name)))."
    }
    return text
  }

  var what: String {
    let payments = scheme.counted
    var text = "\(payments.count == 1 ? "One payment" : "\(payments.count) payments") of the subject"
    text += " delivered \(money(amount)) to \(classes)"
    text += "."
    if let share = measure("share_of_outflow") {
      text += " Payments this way were \(percent(share)) of what it paid out in the period."
    }
    if let kept = measure("kept_share"), kept > 0 { text += " On the way \(percent(kept)) was kept." }
    return text
  }

  var when: String {
    let times = scheme.counted.map(\.bookedAt)
    guard let first = times.min(), let last = times.max() else { return "No payment is on record." }
    var text = first.date == last.date ? "On \(first.date)." : "From \(first.date) to \(last.date)."
    if let dwell = measure("median_dwell") {
      text += " Between two hops the money rested \(Span(micros: dwell).spoken) at the median."
    }
    return text
  }

  var whereMoved: String {
    guard !routes.isEmpty else { return "No route is on record." }
    var totals: [String: (carried: Int128, routes: Int)] = [:]
    for route in routes {
      let path = ([route[0].debtorID] + route.map(\.creditorID)).map(name).joined(separator: " → ")
      totals[path, default: (0, 0)].carried += Int128(route.last?.amount.micros ?? 0)
      totals[path, default: (0, 0)].routes += 1
    }
    let best = totals.sorted {
      $0.value.carried != $1.value.carried ? $0.value.carried > $1.value.carried : $0.key < $1.key
    }
    let paths = best.prefix(5).map { path, total in
      let carried = money(Money(micros: Int64(clamping: total.carried)))
      return "\(path): \(carried) by \(total.routes == 1 ? "one route" : "\(total.routes) routes")"
    }
    let more = best.count > 5 ? "; and \(best.count - 5) more ways" : ""
    return paths.joined(separator: "; ") + more + "."
  }

  var why: String {
    let clauses = scheme.signals.map(\.because)
    return "This is suspicious because " + clauses.joined(separator: "; ") + "."
  }

  func how(maxRoutes: Int) -> String {
    var text =
      "The subject paid others, who paid on within the dwell limit; each payment was matched with the money"
    text += " that had come in before it, first in first out."
    if scheme.hopsMax > 0 { text += " The longest route has \(scheme.hopsMax) transactions." }
    text += " No order, contract, invoice or refund on record explains it."
    guard scheme.isLowerBound else { return text }
    text += " The picture is a lower bound: no more than the \(maxRoutes) best routes of a day are shown"
    if let unseen = measure("not_followed_amount"), unseen > 0 {
      text += ", and \(money(Money(micros: unseen))) went to parties with too many dealings to be followed"
    }
    return text + "."
  }

  // MARK: Words

  private var classes: String {
    let words = scheme.sinkClasses.sorted().map { sinkClass in
      switch sinkClass {
      case .sanctioned: "a sanctioned party"
      case .prcBank: "a PRC bank"
      case .prcWallet: "a PRC wallet"
      case .exchange: "a virtual-asset exchange"
      case .prcBankAbroad: "a PRC bank abroad"
      case .hkMoBank: "a bank in Hong Kong or Macau"
      }
    }
    return words.isEmpty ? "a listed endpoint" : list(words)
  }

  private func name(_ id: String) -> String {
    guard let name = window.party(id: id).flatMap({ window.holderName($0) }) else { return id }
    return "\(name) (\(id))"
  }

  private func role(_ id: String) -> String {
    guard let account = window.party(id: id).flatMap({ window.parties.account($0) }) else { return "" }
    let words = [account.role?.rawValue, window.text(account.country).map { "declares \($0)" }].compactMap(
      \.self)
    return words.isEmpty ? "" : ", " + words.joined(separator: ", ")
  }

  private func sink(_ id: String) -> String {
    guard let party = window.party(id: id) else { return id }
    var text = name(id)
    if let match = window.classification.match[party] {
      text += " at \(match.name), recognised by \(match.matcher) on \(match.list)"
    }
    if let endpoint = window.parties.endpoint(party),
      let number = window.text(endpoint.accountNumber) ?? window.text(endpoint.address)
    {
      text += ", number \(masked(number))"
    }
    return text
  }

  private func list(_ parts: [String]) -> String {
    let shown = parts.count > 6 ? Array(parts.prefix(5)) + ["\(parts.count - 5) more"] : parts
    guard let last = shown.last, shown.count > 1 else { return shown.first ?? "none on record" }
    return shown.dropLast().joined(separator: ", ") + " and " + last
  }

  private func money(_ amount: Money) -> String { "\(window.currency) \(amount.formatted)" }

  private func percent(_ perMille: Int64) -> String {
    perMille % 10 == 0 ? "\(perMille / 10) %" : "\(perMille / 10).\(perMille % 10) %"
  }

  private func measure(_ name: String) -> Int64? { scheme.measures[name]?.value }

  /// Each once, in order of first mention.
  private static func distinct(_ ids: [String]) -> [String] {
    var seen: Set<String> = []
    return ids.filter { seen.insert($0).inserted }
  }
}
