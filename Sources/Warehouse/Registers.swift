package import Detection
import Ledger
package import Postgres
package import Window

/// The registers beside the alerts, for readers without the binary and without the source: what each detector is, and who
/// the parties in evidence are.
package struct Registers {
  let session: Session

  package init(session: Session) { self.session = session }

  /// Keeps what the detectors are. Call it inside the run's one write transaction.
  package func write(_ detectors: [DetectorEntry]) throws {
    _ = try session.execute(
      SQL.text("queries/write_detectors"),
      [
        textArray(detectors.map(\.id)), textArray(detectors.map { String($0.version) }),
        textArray(detectors.map(\.maturity.rawValue)), textArray(detectors.map(\.answers)),
        textArray(detectors.map(\.misses)), textArray(detectors.map(\.lookAlikes)),
      ])
    let signals = detectors.flatMap { detector in detector.signals.map { (detector.id, $0) } }
    _ = try session.execute(
      SQL.text("queries/write_detector_signals"),
      [
        textArray(signals.map(\.0)), textArray(signals.map(\.1.code)),
        textArray(signals.map(\.1.family.rawValue)),
        textArray(signals.map { String($0.1.points) }), textArray(signals.map(\.1.because)),
      ])
    let flags = detectors.flatMap { detector in
      detector.redFlags.enumerated().map { (detector.id, $0 + 1, $1) }
    }
    _ = try session.execute(
      SQL.text("queries/write_detector_red_flags"),
      [
        textArray(flags.map(\.0)), textArray(flags.map { String($0.1) }), textArray(flags.map(\.2.source)),
        textArray(flags.map(\.2.indicator)), textArray(flags.map(\.2.published.id)),
        textArray(flags.map(\.2.published.kind.rawValue)),
        textArray(flags.map { $0.2.signals.map(\.code).joined(separator: ", ") }),
      ])
  }

  /// Keeps who these parties are, by identifier, and who registered them. Numbers and addresses are masked. Call it
  /// inside the run's one write transaction.
  package func write(partyIDs: Set<String>, in window: Window) throws {
    let owners = partyIDs.compactMap { window.party(id: $0) }.map { window.id(window.parties.owner($0)) }
    let parties = partyIDs.union(owners).sorted().map { PartyEntry($0, in: window) }
    _ = try session.execute(
      SQL.text("queries/write_parties"),
      [
        textArray(parties.map(\.id)), textArray(parties.map(\.kind)), textArray(parties.map(\.holderName)),
        textArray(parties.map(\.holderType)), textArray(parties.map(\.role)),
        textArray(parties.map(\.country)),
        textArray(parties.map(\.institution)), textArray(parties.map(\.bic)),
        textArray(parties.map(\.number)),
        textArray(parties.map(\.network)), textArray(parties.map(\.address)), textArray(parties.map(\.owner)),
        textArray(parties.map(\.sinkClass)),
      ])
  }
}

/// A row of `weir.parties`.
private struct PartyEntry {
  var id: String
  /// What nobody registered is known by its digest alone.
  var kind = "destination"
  var holderName: String?
  var holderType: String?
  var role: String?
  var country: String?
  var institution: String?
  var bic: String?
  var number: String?
  var network: String?
  var address: String?
  var owner: String?
  var sinkClass: String?

  init(_ id: String, in window: Window) {
    self.id = id
    guard let party = window.party(id: id) else { return }
    holderName = window.holderName(party)
    country = window.country(party)
    sinkClass = window.classification.sinkClass(party)?.rawValue
    if let account = window.parties.account(party) {
      kind = "account"
      holderType = account.holderType?.rawValue
      role = account.role?.rawValue
    }
    if let endpoint = window.parties.endpoint(party) {
      kind = endpoint.kind.rawValue
      institution = window.text(endpoint.institutionName)
      bic = window.text(endpoint.bic)
      number = window.text(endpoint.accountNumber).map(masked)
      network = window.text(endpoint.network)
      address = window.text(endpoint.address).map(masked)
      owner = endpoint.owner.map { window.id($0) }
    }
  }
}
