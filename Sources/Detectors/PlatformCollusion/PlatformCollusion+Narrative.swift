package import Detection
import Ledger
package import Window

extension PlatformCollusion {
  package func narrative(of scheme: Scheme, in window: Window) throws -> Narrative {
    let subject = window.named(scheme.subject)
    let isClient = scheme.fingerprint == Self.ratings
    let facts = facts(of: scheme, isClient: isClient)
    let times = period(scheme.records.map(\.at))
    return Narrative(
      headline: "\(scheme.subject): \(facts.joined(separator: ", "))",
      who: isClient
        ? "\(subject) is the client who rated the workers."
        : "\(subject) is the worker.",
      what: "In view: \(facts.joined(separator: "; ")). "
        + listed(scheme.records.map { "\($0.at.date): \($0.summary)" }, separator: " "),
      when: times.isEmpty ? "On an unknown date." : times,
      whereMoved: "No payment is part of this; it is about how work is won, rated and charged for.",
      why: reasons(scheme.signals),
      how: isClient
        ? "Ratings of one client to different workers within days are held against what it paid them."
        : "Bids, templates, ratings and payment requests of the worker are held against acceptances, milestones, contracts "
          + "and what others send. Public templates, agencies and retainers are left out.")
  }

  private func facts(of scheme: Scheme, isClient: Bool) -> [String] {
    let signals = Set(scheme.signals)
    func measure(_ name: String) -> Int { Int(scheme.measures[name]?.value ?? 0) }
    if isClient {
      return [
        "\(counted(measure("rated_workers"), "worker")) rated highly within days, \(measure("unpaid_workers")) of them unpaid"
      ]
    }
    var facts: [String] = []
    if signals.contains(Self.templates) {
      facts.append(
        "templates used \(measure("template_uses")) times that \(measure("template_workers")) workers share")
    }
    if signals.contains(Self.fewAccepted) {
      facts.append("\(counted(measure("bids"), "bid")), \(measure("accepted")) accepted")
    }
    if signals.contains(Self.fewLogins) { facts.append("\(counted(measure("logins"), "login"))") }
    if signals.contains(Self.noMilestones) {
      facts.append("\(counted(measure("requests_without_milestone"), "payment request")) without a milestone")
    }
    if signals.contains(Self.rated) { facts.append("rated highly in a burst by a client who paid nothing") }
    if signals.contains(Self.sameDocuments) { facts.append("documents that others filed too") }
    return facts
  }
}
