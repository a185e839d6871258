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

  /// Keeps who parties are. Call it inside the run's one write transaction.
  package func write(_ parties: [PartyEntry]) throws {
    _ = try session.execute(
      SQL.text("queries/write_parties"),
      with: [
        .texts(parties.map(\.id)), .texts(parties.map(\.kind)), .texts(parties.map(\.holderName)),
        .texts(parties.map(\.holderType)), .texts(parties.map(\.role)), .texts(parties.map(\.country)),
        .texts(parties.map(\.institution)), .texts(parties.map(\.bic)), .texts(parties.map(\.number)),
        .texts(parties.map(\.network)), .texts(parties.map(\.address)), .texts(parties.map(\.owner)),
        .texts(parties.map(\.sinkClass)),
      ])
  }
}

/// A row of `weir.parties`. Numbers and addresses are masked.
package struct PartyEntry: Sendable {
  fileprivate var id: String
  /// What nobody registered is known by its digest alone.
  fileprivate var kind = "destination"
  fileprivate var holderName: String?
  fileprivate var holderType: String?
  fileprivate var role: String?
  fileprivate var country: String?
  fileprivate var institution: String?
  fileprivate var bic: String?
  fileprivate var number: String?
  fileprivate var network: String?
  fileprivate var address: String?
  fileprivate var owner: String?
  fileprivate var sinkClass: String?

  /// These parties, by identifier, and whoever registered them. O(parties · log parties).
  package static func all(_ ids: Set<String>, in window: Window) -> [PartyEntry] {
    let owners = ids.compactMap { window.party(id: $0) }.map { window.id(window.parties.owner($0)) }
    return ids.union(owners).sorted().map { PartyEntry($0, in: window) }
  }

  private init(_ id: String, in window: Window) {
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
