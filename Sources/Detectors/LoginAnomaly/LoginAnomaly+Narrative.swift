package import Detection
import Ledger
package import Window

extension LoginAnomaly {
  package func narrative(of scheme: Scheme, in window: Window) throws -> Narrative {
    let subject = window.named(scheme.subject)
    let logins = scheme.records.filter { $0.relation == .logins }
    let others = scheme.records.filter { $0.relation == .accounts }
    let facts = facts(of: scheme)
    return Narrative(
      headline: "\(scheme.subject): \(facts.joined(separator: ", "))",
      who: "\(subject) is the account."
        + (others.isEmpty
          ? "" : " It shares a place with \(listed(others.map { window.named($0.recordID) }))."),
      what: "Of its logins in view: \(facts.joined(separator: "; ")). "
        + listed(logins.map { "\($0.at): \($0.summary)" }, separator: " "),
      when: period(logins.map(\.at)).isEmpty ? "On an unknown date." : period(logins.map(\.at)),
      whereMoved: "No payment is part of this; it is about who enters the account.",
      why: reasons(scheme.signals),
      how:
        "Logins are compared with each other: countries by the time between them, sessions joined where one follows "
        + "another closely, ports with those of remote-desktop software, addresses and devices between accounts. "
        + "Addresses of many accounts, private ranges, households and colleagues are left out.")
  }

  private func facts(of scheme: Scheme) -> [String] {
    let codes = Set(scheme.signals)
    func measure(_ name: String) -> Int64 { scheme.measures[name]?.value ?? 0 }
    var facts: [String] = []
    if codes.contains(Self.hopping) {
      facts.append(
        "up to \(measure("countries_in_a_day")) countries in a day, \(measure("leaps")) leaps between countries"
      )
    }
    if codes.contains(Self.dayLong) {
      facts.append(
        "\(counted(Int(measure("long_sessions")), "long session")), the longest "
          + Span(micros: measure("longest_session")).spoken)
    }
    if codes.contains(Self.remote) {
      facts.append("\(counted(Int(measure("remote_desktop_logins")), "login")) through remote-desktop ports")
    }
    if codes.contains(Self.sharedAddress) || codes.contains(Self.sharedDevice) {
      let place = codes.contains(Self.sharedDevice) ? "device" : "address"
      facts.append("one \(place) with \(counted(Int(measure("accounts_sharing")), "stranger"))")
    }
    return facts
  }
}
