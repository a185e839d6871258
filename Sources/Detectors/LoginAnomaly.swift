package import Detection
package import Ledger
import Window

/// Accounts that are entered from where, for as long, and by such means as one person does not.
///
/// Four indicators of the published guidance: countries that change faster than anybody travels, sessions that last for
/// days, remote-desktop ports, and one address or device for several accounts. Each of them has an innocent cause, so one
/// alone is enough only when it is extreme. `LoginColumns` reads the logins, `AccountLogins` judges one account's,
/// `SharedAccess` who meets whom, and `LoginPractice` what everybody does.
package struct LoginAnomaly: Detector {
  package static let id = "login-anomaly"
  package static let version = 1
  package static let answers =
    "countries changing too fast, sessions of days, remote desktops, one address or device for several accounts"
  package static let redFlags = [
    RedFlag("logins-from-many-places", by: hopping, extremeHopping),
    RedFlag("one-address-many-accounts", by: sharedAddress, sharedDevice),
    RedFlag("sessions-of-days", by: dayLong, daysLong),
    RedFlag("remote-desktop-ports", by: remote),
    RedFlag("check-ports", by: remote),
    RedFlag("analyse-logins", by: hopping, extremeHopping, dayLong, daysLong),
    RedFlag("accounts-by-proxy", by: sharedAddress, sharedDevice, remote),
    RedFlag("lent-connections", by: sharedAddress, sharedDevice, remote),
    RedFlag("residence-and-address", by: hopping, declaredApart),
  ]
  package static let misses = """
    Workers behind one residential proxy each. Private VPN exits in the declared country. Remote-desktop software that \
    goes through port 443. Addresses that more than `hub_accounts` use, whatever goes on there. Accounts of \
    organisations, which several people enter. Sessions without a recorded end.
    """
  package static let lookAlikes = """
    Travellers (countries change once, and days apart), border regions and roaming (two countries), VPN exits, carriers \
    and large offices (more accounts than `hub_accounts`; private and carrier ranges), families and colleagues (a name, \
    phone, e-mail or private mail domain in common), co-working spaces (an address alone is not enough), a session left \
    open once, platforms on which long sessions or remote desktops are usual (`practice_share`).
    """

  static let countries = Parameter.count(
    "countries", 3, "From this many countries within a day is hopping, if it happens on several days.")
  static let countryDays = Parameter.count("country_days", 2, "On how many days.")
  static let manyCountries = Parameter.count(
    "many_countries", 5, "From this many countries within a day is extreme.")
  static let leapTime = Parameter.duration(
    "leap_time", .hours(2), "Logins from two countries this close together are a leap that nobody travels.")
  static let leaps = Parameter.count("leaps", 4, "This many leaps are hopping.")
  static let manyLeaps = Parameter.count("many_leaps", 12, "This many leaps are extreme.")
  static let longSession = Parameter.duration("long_session", .hours(24), "A session this long is long.")
  static let longSessions = Parameter.count("long_sessions", 2, "How many long sessions make a habit.")
  static let veryLong = Parameter.duration("very_long", .hours(72), "A session this long is extreme.")
  static let reconnect = Parameter.duration(
    "reconnect", .seconds(1_800), "A session that begins this soon after another continues it.")
  static let remoteLogins = Parameter.count(
    "remote_logins", 3, "How many logins through a remote-desktop port make a habit.")
  static let remoteShare = Parameter.ratio(
    "remote_share", perMille: 500, "And their least share of the account's logins with a known port.")
  static let sharing = Parameter.count(
    "sharing_accounts", 3, "This many unacquainted accounts at one address share it.")
  static let homeShare = Parameter.ratio(
    "home_share", perMille: 500, "The least share of an account's logins from an address to be at home there."
  )
  static let deviceLogins = Parameter.count(
    "device_logins", 3, "How often each of two accounts must have used a device to share it.")
  static let hub = Parameter.count(
    "hub_accounts", 20, "An address or device of more accounts is an office, carrier, VPN or software.")
  static let practiceShare = Parameter.ratio(
    "practice_share", perMille: 100,
    "What more than this share of all accounts do is practice here, and no sign.")
  static let practiceAccounts = Parameter.count(
    "practice_accounts", 50, "How many accounts must have logged in before anything counts as practice.")
  static let leastPoints = Parameter.count(
    "least_points", 40, "How many points its reasons must add up to.")
  static let view = Parameter.duration("lookback", .days(90), "How far back logins are judged.")

  package static let parameters = [
    countries, countryDays, manyCountries, leapTime, leaps, manyLeaps, longSession, longSessions, veryLong,
    reconnect,
    remoteLogins, remoteShare, sharing, homeShare, deviceLogins, hub, practiceShare, practiceAccounts,
    leastPoints, view,
  ]

  static let hopping = Signal(
    "countries_change_too_fast", .access, 30,
    "the account is entered from countries that change faster than anybody travels")
  static let extremeHopping = Signal(
    "many_countries_in_a_day", .access, 15, "and from so many, or so often, that chance is ruled out")
  static let dayLong = Signal(
    "day_long_sessions", .access, 30, "sessions last for a day or more without a break, again and again")
  static let daysLong = Signal("days_long_session", .access, 15, "one session lasted for days")
  static let remote = Signal(
    "remote_desktop_port", .access, 30, "the account is entered through ports of remote-desktop software")
  static let sharedAddress = Signal(
    "shared_address", .network, 35, "unacquainted account holders enter their accounts from one address")
  static let sharedDevice = Signal(
    "shared_device", .network, 40, "unacquainted account holders use one device")
  static let declaredApart = Signal(
    "sharers_declare_other_countries", .identity, 15,
    "those who share it declare to live in different countries")

  package static let signals = [
    hopping, extremeHopping, dayLong, daysLong, remote, sharedAddress, sharedDevice, declaredApart,
  ]
  package static let needs: Set<Relation> = [.logins]
  package static let maturity = Maturity.active
  package static let effort = 2

  package let settings: Settings

  package init(settings: Settings) { self.settings = settings }

  package var lookback: Span { settings.span(Self.view) }

  package static let studied = [
    countries, leapTime, longSession, reconnect, sharing, homeShare, deviceLogins, hub, view,
  ]
  package static let sieves: [Parameter] = []

  /// O(logins · log logins + parties).
  package func study(_ scope: Scope) throws -> any Study { LoginStudy(scope, settings) }
}

/// How every account is entered, and who meets whom.
private struct LoginStudy: Study {
  private typealias Detector = LoginAnomaly

  private let scope: Scope
  private let accounts: [AccountLogins]
  private let shared: SharedAccess?

  init(_ scope: Scope, _ settings: Settings) {
    self.scope = scope
    if scope.logins.isEmpty {
      (accounts, shared) = ([], nil)
      return
    }
    let columns = LoginColumns(scope, hub: settings.count(Detector.hub))
    let logins = RowsByParty(scope.logins, parties: scope.window.parties.count) { columns.account(of: $0) }
    let limits = LoginLimits(settings)
    accounts = columns.accounts.map { AccountLogins(of: $0, logins[$0], columns, limits) }
    shared = SharedAccess(columns, logins, scope, settings)
  }

  func candidates(under settings: Settings) throws -> [Candidate] {
    let practice = LoginPractice(accounts, settings)
    let ids = scope.window.parties.ids
    // Most accounts give no reason at all, and need none where no points are asked for.
    let limits = LoginLimits(settings)
    var candidates = accounts.filter { logins in
      logins.account == scope.asked || settings[Detector.leastPoints] <= 0 || !logins.isPlain(limits)
        || shared?.meetings[logins.account] != nil
    }.sorted { ids.precedes(Text(index: $0.account), Text(index: $1.account)) }.map { logins in
      candidate(logins, shared?.meetings[logins.account] ?? [], practice, settings)
    }
    if let asked = scope.asked, !accounts.contains(where: { $0.account == asked }) {
      candidates.append(
        Candidate(
          subject: scope.window.id(asked), concerns: [asked],
          requirements: [
            Requirement(
              .fact("it is a person's account, no client's or organisation's, with logins in view", false))
          ]
        ) { [scope] in Finding(subject: scope.window.id(asked), signals: []) })
    }
    return candidates
  }

  private func candidate(
    _ logins: AccountLogins, _ meetings: [SharedAccess.Meeting], _ practice: LoginPractice,
    _ settings: Settings
  ) -> Candidate {
    let grounds = grounds(for: logins, meetings, practice, settings)
    return Candidate(
      subject: scope.window.id(logins.account), concerns: [logins.account],
      requirements: [
        Requirement(
          Condition("points of the reasons", grounds.points, .atLeast, Detector.leastPoints, settings))
      ], grounds: grounds
    ) { finding(on: logins, meetings, grounds.raised) }
  }

  private func grounds(
    for logins: AccountLogins, _ meetings: [SharedAccess.Meeting], _ practice: LoginPractice,
    _ settings: Settings
  ) -> [Ground] {
    let many = Condition(
      "countries within a day", logins.mostCountries, .atLeast, Detector.manyCountries, settings)
    let leaps = "leaps between countries"
    let isNotUsual = Condition.fact("long sessions are not usual here", !practice.hasLongSessions)
    let veryLong = Condition("the longest session", logins.longest, .atLeast, Detector.veryLong, settings)
    return [
      Ground(
        Detector.hopping,
        anyOf: [
          [
            Condition(
              "days with too many countries", logins.hoppingDays, .atLeast, Detector.countryDays, settings)
          ],
          [Condition(leaps, logins.leaps, .atLeast, Detector.leaps, settings)], [many],
        ]),
      Ground(
        Detector.extremeHopping,
        anyOf: [[many], [Condition(leaps, logins.leaps, .atLeast, Detector.manyLeaps, settings)]]),
      Ground(
        Detector.dayLong,
        anyOf: [
          [
            Condition("long sessions", logins.longSessions.count, .atLeast, Detector.longSessions, settings),
            isNotUsual,
          ], [veryLong, isNotUsual],
        ]), Ground(Detector.daysLong, veryLong, isNotUsual),
      Ground(
        Detector.remote,
        Condition(
          "logins through a remote-desktop port", logins.remoteRows.count, .atLeast, Detector.remoteLogins,
          settings),
        Condition(
          "their share of the logins with a known port", logins.remoteShare, .atLeast, Detector.remoteShare,
          settings),
        .fact("remote desktops are not usual here", !practice.hasRemoteDesktops)),
      Ground(
        Detector.sharedAddress,
        .fact("unacquainted accounts are at home at one address", meetings.contains { $0.kind == .address })),
      Ground(
        Detector.sharedDevice,
        .fact("unacquainted accounts use one device", meetings.contains { $0.kind == .device })),
      Ground(
        Detector.declaredApart,
        .fact("those who share it declare different countries", meetings.contains(where: \.isDeclaredApart))),
    ]
  }

  private func finding(
    on logins: AccountLogins, _ meetings: [SharedAccess.Meeting], _ signals: [Signal]
  ) -> Finding {
    let evidence = LoginEvidence(scope.window)
    var rows: Set<Int32> = []
    if signals.contains(Detector.hopping) { rows.formUnion(logins.hops.prefix(LoginEvidence.shown)) }
    if signals.contains(Detector.dayLong) {
      rows.formUnion(logins.longSessions.joined().prefix(LoginEvidence.shown))
    }
    if signals.contains(Detector.remote) { rows.formUnion(logins.remoteRows.prefix(LoginEvidence.shown)) }
    for meeting in meetings { rows.formUnion(meeting.rows.prefix(LoginEvidence.shown)) }
    return Finding(
      subject: scope.window.id(logins.account), signals: signals,
      records: rows.sorted().map { evidence.record(of: Int($0)) }
        + evidence.records(of: meetings.flatMap(\.others), sharingWith: logins.account),
      measures: [
        "logins": .count(logins.count), "countries_in_a_day": .count(logins.mostCountries),
        "leaps": .count(logins.leaps), "long_sessions": .count(logins.longSessions.count),
        "longest_session": .duration(logins.longest),
        "remote_desktop_logins": .count(logins.remoteRows.count),
        "accounts_sharing": .count(Set(meetings.flatMap(\.others)).count),
      ])
  }
}
