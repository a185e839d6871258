import Detection
import Ledger
import Window

/// Where accounts of people who have nothing to do with each other meet.
struct SharedAccess {
  enum Kind { case address, device }

  /// One account at one place that others share.
  struct Meeting {
    let kind: Kind
    let others: [Party]
    /// The account's logins there, ascending.
    let rows: [Int32]
    /// Whether those who share the place declare different countries.
    let isDeclaredApart: Bool
  }

  private(set) var meetings: [Party: [Meeting]] = [:]

  /// O(logins · log logins), and the square of the accounts at one place, of which there are no more than a hub has.
  init(_ columns: LoginColumns, _ logins: RowsByParty, _ scope: Scope, _ settings: Settings) {
    let window = columns.window
    var acquaintances = Acquaintances(window, hub: settings.count(LoginAnomaly.hub))
    func meet(
      _ kind: Kind, least: Int, at place: @escaping (Int) -> Int32,
      isAtHome: (_ party: Party, _ count: Int) -> Bool
    ) {
      let known = scope.logins.lazy.filter { columns.account(of: $0) >= 0 && place($0) >= 0 }
      Sharers(known.map { (thing: place($0), party: columns.account(of: $0)) }).forEach { number, accounts in
        guard (least...max(least, settings.count(LoginAnomaly.hub))).contains(accounts.count) else { return }
        let home = accounts.filter { isAtHome($0.party, $0.count) }.map(\.party)
        guard home.count >= least, acquaintances.strangers(among: home) >= least else { return }
        let declared = Set(home.compactMap { window.country($0) })
        for account in home {
          meetings[account, default: []].append(
            Meeting(
              kind: kind, others: home.filter { $0 != account },
              rows: logins[account].filter { place(Int($0)) == number }, isDeclaredApart: declared.count > 1))
        }
      }
    }
    let home = settings[LoginAnomaly.homeShare]
    meet(
      .address, least: max(2, settings.count(LoginAnomaly.sharing)), at: columns.network(of:),
      isAtHome: { Int64($1) * 1000 >= home * Int64(logins[$0].count) })
    meet(
      .device, least: 2, at: columns.device(of:),
      isAtHome: { $1 >= settings.count(LoginAnomaly.deviceLogins) })
  }
}

/// Logins and account holders as evidence.
struct LoginEvidence {
  /// Of a kind, no more than this many logins are shown for each evaluation point.
  static let shown = 20

  private let window: Window

  init(_ window: Window) { self.window = window }

  func record(of row: Int) -> RecordEvidence {
    let login = window.logins[row]
    var words = "Login"
    if let country = window.text(login.country) { words += " from \(country)" }
    if let ip = window.text(login.ip) { words += " at \(ip)" }
    if let port = login.remotePort, AccountLogins.remoteDesktopPorts.contains(port) {
      words += ", port \(port)"
    }
    if let ended = login.endedAt, ended > login.startedAt {
      words += ", for \((ended - login.startedAt).spoken)"
    }
    return RecordEvidence(
      relation: .logins, recordID: window.text(login.id) ?? "", at: login.startedAt, summary: words + ".")
  }

  /// The accounts that share a place with another.
  func records(of others: [Party], sharingWith account: Party) -> [RecordEvidence] {
    Set(others).sorted { precedesBytewise(window.id($0), window.id($1)) }.map { other in
      RecordEvidence(
        relation: .accounts, recordID: window.id(other),
        at: window.parties.account(other)?.openedAt ?? Instant(micros: 0),
        summary: "\(window.named(window.id(other))) is entered from the same place as \(window.id(account)).")
    }
  }
}
