import Detection
import Flows
import Ledger
import Window

extension MultiHopRouting.Scene {
  /// The finding a suspect amounts to. Throws ``LedgerError/overflow(_:)``.
  func finding(on suspect: MultiHopRouting.Suspect, subjectsServed: [Party: Int]) throws -> Finding {
    let shown = routes.best(
      from: suspect.payments.map(\.row), in: window, limit: settings.count(MultiHopRouting.maxRoutes))
    let seen = suspect.payments.map(\.route) + shown.routes
    let notFollowed = try notFollowed(of: suspect.subject)
    return Finding(
      subject: window.id(suspect.subject), signals: signals(of: suspect, subjectsServed: subjectsServed),
      transactions: routedEvidence(suspect) + hopEvidence(shown.routes) + originEvidence(suspect),
      measures: try measures(of: suspect, notFollowed: notFollowed),
      sinkClasses: Set(seen.map(\.sinkClass)), hopsMax: seen.map(\.hops).max() ?? 0,
      isLowerBound: shown.isCut || notFollowed > .zero)
  }

  // MARK: Evidence

  private func routedEvidence(_ suspect: MultiHopRouting.Suspect) -> [TransactionEvidence] {
    suspect.payments.map { TransactionEvidence(row: $0.row, of: window, role: .routed, amount: $0.arrived) }
  }

  private func hopEvidence(_ routes: [Route]) -> [TransactionEvidence] {
    routes.flatMap { route in
      let name = route.steps.map { window.transactionID($0.row) }.joined(separator: ">")
      return route.steps.enumerated().map { place, step in
        TransactionEvidence(
          row: step.row, of: window, role: .hop, amount: step.carried, route: name, hop: place + 1)
      }
    }
  }

  /// What payers had paid the subject of the very money it routed: the victims' side of the story.
  private func originEvidence(_ suspect: MultiHopRouting.Suspect) -> [TransactionEvidence] {
    var drawn: [Int: Int64] = [:]
    for payment in suspect.payments {
      for link in trace.links.into(payment.row) {
        let credit = Int(trace.links.credit[link])
        if isPayer(window.parties.owner(window.transactions.debtor[credit])) {
          drawn[credit, default: 0] += trace.links.amount[link]
        }
      }
    }
    return drawn.sorted { $0.key < $1.key }.map {
      TransactionEvidence(row: $0.key, of: window, role: .context, amount: Money(micros: $0.value))
    }
  }

  // MARK: Measures

  private func measures(of suspect: MultiHopRouting.Suspect, notFollowed: Money) throws -> [String: Measure] {
    let sent = try Money.sum(suspect.payments.map { sentAmount($0) })
    return [
      "payments": .count(suspect.payments.count),
      "routed_amount": .money(suspect.arrived),
      "share_of_outflow": .ratio(perMille: suspect.shareOfOutflow),
      "kept_share": .ratio(perMille: 1000 - suspect.arrived.perMille(of: sent)),
      "median_dwell": .duration(medianDwell(of: suspect)),
      "intermediaries": .count(Set(suspect.payments.flatMap(\.intermediaries)).count),
      "longest_route": .count(suspect.payments.map(\.route.hops).max() ?? 0),
      "not_followed_amount": .money(notFollowed),
    ]
  }

  private func sentAmount(_ payment: MultiHopRouting.RoutedPayment) -> Money {
    Money(micros: window.transactions.amount[payment.row])
  }

  /// The middle rest between two steps of the payments' best routes; of two middle ones the shorter.
  private func medianDwell(of suspect: MultiHopRouting.Suspect) -> Span {
    let rests = suspect.payments.flatMap { $0.route.steps.dropFirst().map(\.dwell) }.sorted()
    return rests.isEmpty ? Span(micros: 0) : rests[(rests.count - 1) / 2]
  }

  // MARK: Signals

  private func signals(of suspect: MultiHopRouting.Suspect, subjectsServed: [Party: Int]) -> [Signal] {
    typealias Detector = MultiHopRouting
    let payments = suspect.payments
    let routes = payments.map(\.route)
    let shared = settings.count(Detector.sharedSubjects)
    let sinks = Set(routes.compactMap { $0.steps.last?.row })
    let matches = sinks.map { row in
      let sink = window.transactions.creditor[row]
      return (sinkClass: window.classification.sinkClass(sink), match: window.classification.match[sink])
    }
    let country = window.country(suspect.subject)
    let sinkCountries = sinks.compactMap { sinkCountry($0) }
    let holds: [(Signal, Bool)] = [
      (Detector.routed, true),
      (Detector.repeated, payments.count >= settings.count(Detector.repeatedPayments)),
      (Detector.large, suspect.arrived >= settings.money(Detector.largeAmount)),
      (Detector.layered, payments.contains { $0.intermediaries.count >= 2 }),
      (Detector.skim, hasStableSkim(payments)),
      (Detector.mostOfOutflow, suspect.shareOfOutflow >= settings[Detector.mostShare]),
      (Detector.fast, medianDwell(of: suspect) <= settings.span(Detector.fastDwell)),
      (Detector.currencyLeg, routes.contains(where: changesCurrency)),
      (
        Detector.sharedConduit,
        payments.contains { $0.intermediaries.contains { subjectsServed[$0, default: 0] >= shared } }
      ),
      (Detector.undeclaredCountry, country != nil && sinkCountries.contains { $0 != country }),
      (Detector.prcExchange, matches.contains { $0.sinkClass == .exchange && $0.match?.linkage == "PRC" }),
      (
        Detector.sanctionedName, matches.contains { $0.sinkClass == .sanctioned && $0.match?.isExact != true }
      ),
      (
        Detector.sanctionedEndpoint,
        matches.contains { $0.sinkClass == .sanctioned && $0.match?.isExact == true }
      ),
    ]
    return holds.filter(\.1).map(\.0)
  }

  /// Whether about the same small share was kept of every payment.
  private func hasStableSkim(_ payments: [MultiHopRouting.RoutedPayment]) -> Bool {
    let kept = payments.map { 1000 - $0.arrived.perMille(of: sentAmount($0)) }
    guard kept.count >= settings.count(MultiHopRouting.skimPayments), let least = kept.min(),
      let most = kept.max()
    else { return false }
    return least >= settings[MultiHopRouting.skimFloor] && most <= settings[MultiHopRouting.skimCeiling]
      && most - least <= settings[MultiHopRouting.skimSpread]
  }

  private func changesCurrency(_ route: Route) -> Bool {
    let table = window.transactions
    return Set(route.steps.map { table.currency[$0.row] }).count > 1
      || route.steps.contains { table.kind[$0.row] == .conversion }
  }
}
