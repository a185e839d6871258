import Detection
import Ledger
import Window

/// The logins of one account in view, and what they show.
struct AccountLogins {
  let account: Party
  let count: Int
  /// The most countries within any 24 hours.
  private(set) var mostCountries = 0
  /// How often two countries follow each other faster than anybody travels.
  private(set) var leaps = 0
  /// Logins of days with too many countries, and of leaps, ascending.
  private(set) var hops: [Int32] = []
  /// Stretches without a break that are long: the logins of each.
  private(set) var longSessions: [[Int32]] = []
  private(set) var longest = Span(micros: 0)
  private(set) var hasKnownEnds = false
  private(set) var remoteRows: [Int32] = []
  private(set) var knownPorts = 0
  /// Days with too many countries; they do not overlap.
  let hoppingDays: Int

  /// Per mille of the logins with a known port.
  var remoteShare: Int64 { knownPorts == 0 ? 0 : Int64(remoteRows.count) * 1000 / Int64(knownPorts) }

  /// Whether no figure reaches any limit. A sieve: what a figure amounts to is judged elsewhere.
  func isPlain(_ limits: LoginLimits) -> Bool {
    hoppingDays < limits.countryDays && leaps < limits.leaps && mostCountries < limits.manyCountries
      && longSessions.count < limits.longSessions && longest < limits.veryLong
      && remoteRows.count < limits.remoteLogins
  }

  /// Ports that remote-desktop software listens on: RDP, VNC, TeamViewer, AnyDesk, Radmin, ScreenConnect, RustDesk,
  /// Splashtop, pcAnywhere, Citrix. Source: IANA's registry of ports, and the makers' own documentation.
  static let remoteDesktopPorts: Set<Int> = Set(
    [3389, 5938, 7070, 6568, 4899, 8040, 8041, 6783, 6784, 6785, 5631, 5632, 1494, 2598] + Array(5800...5809)
      + Array(5900...5909) + Array(21115...21119))

  /// `rows` ascending in time. O(rows).
  init(
    of account: Party, _ rows: ArraySlice<Int32>, _ columns: LoginColumns, _ limits: LoginLimits
  ) {
    self.account = account
    count = rows.count
    let days = Hopping(rows, columns, limits)
    (mostCountries, leaps, hops) = (days.mostCountries, days.leaps, days.rows)
    hoppingDays = days.days
    readSessions(rows, columns, limits)
    for row in rows {
      guard let port = columns.window.logins[Int(row)].remotePort else { continue }
      knownPorts += 1
      if Self.remoteDesktopPorts.contains(port) { remoteRows.append(row) }
    }
  }

  /// Joins sessions that follow each other closely, and keeps the long stretches. What has not ended by now has lasted
  /// until now.
  private mutating func readSessions(
    _ rows: ArraySlice<Int32>, _ columns: LoginColumns, _ limits: LoginLimits
  ) {
    let (long, pause) = (limits.longSession, limits.reconnect)
    let logins = columns.window.logins
    func end(_ row: Int32) -> Instant? {
      logins[Int(row)].endedAt.flatMap { $0 < logins[Int(row)].startedAt ? nil : min($0, columns.asOf) }
    }
    var stretch: (from: Instant, to: Instant, places: Range<Int>)?
    func finish() {
      guard let (from, to, places) = stretch else { return }
      longest = max(longest, to - from)
      if to - from >= long { longSessions.append(rows[places].filter { end($0) != nil }) }
    }
    for (place, row) in zip(rows.indices, rows) {
      guard let end = end(row) else { continue }
      hasKnownEnds = true
      let start = logins[Int(row)].startedAt
      if let (from, to, places) = stretch, start <= to + pause {
        stretch = (from, max(to, end), places.lowerBound..<place + 1)
      } else {
        finish()
        stretch = (start, end, place..<place + 1)
      }
    }
    finish()
  }
}

/// The limits that every account's figures are held against, looked up once for all of them.
struct LoginLimits {
  let countries: Int
  let countryDays: Int
  let manyCountries: Int
  let leapTime: Span
  /// The least number of leaps that means anything.
  let leaps: Int
  let longSession: Span
  let longSessions: Int
  let veryLong: Span
  let reconnect: Span
  let remoteLogins: Int

  init(_ settings: Settings) {
    typealias Detector = LoginAnomaly
    countries = settings.count(Detector.countries)
    countryDays = settings.count(Detector.countryDays)
    manyCountries = settings.count(Detector.manyCountries)
    leapTime = settings.span(Detector.leapTime)
    leaps = min(settings.count(Detector.leaps), settings.count(Detector.manyLeaps))
    longSession = settings.span(Detector.longSession)
    longSessions = settings.count(Detector.longSessions)
    veryLong = settings.span(Detector.veryLong)
    reconnect = settings.span(Detector.reconnect)
    remoteLogins = settings.count(Detector.remoteLogins)
  }
}

/// How the countries of one account's logins follow each other.
private struct Hopping {
  private(set) var mostCountries = 0
  private(set) var leaps = 0
  /// Days, of 24 hours from a login on, with too many countries; they do not overlap.
  private(set) var days = 0
  private(set) var rows: [Int32] = []

  init(_ all: ArraySlice<Int32>, _ columns: LoginColumns, _ limits: LoginLimits) {
    let countries = all.lazy.map { columns.country(of: Int($0)) }
    guard let first = countries.first(where: { $0 != 0 }) else { return }
    mostCountries = 1
    // Most people stay where they are.
    guard countries.contains(where: { $0 != 0 && $0 != first }) else { return }
    let known = all.filter { columns.country(of: Int($0)) != 0 }
    let logins = columns.window.logins
    let (least, leapTime) = (limits.countries, limits.leapTime)
    var isShown = Array(repeating: false, count: known.count)
    var inDay: [UInt16: Int] = [:]
    var (low, free, done) = (0, 0, 0)
    for (high, row) in known.enumerated() {
      let at = logins[Int(row)].startedAt
      inDay[columns.country(of: Int(row)), default: 0] += 1
      while at - logins[Int(known[low])].startedAt >= .days(1) {
        let gone = columns.country(of: Int(known[low]))
        inDay[gone] = inDay[gone] == 1 ? nil : (inDay[gone] ?? 0) - 1
        low += 1
      }
      let countries = inDay.count
      mostCountries = max(mostCountries, countries)
      if countries >= least {
        if low >= free {
          days += 1
          free = high + 1
        }
        for place in max(low, done)...high { isShown[place] = true }
        done = high + 1
      }
      guard high > 0 else { continue }
      let before = logins[Int(known[high - 1])]
      // While a session is open its holder is there.
      let left = min(before.endedAt ?? before.startedAt, at)
      if columns.country(of: Int(row)) != columns.country(of: Int(known[high - 1]))
        && at - max(left, before.startedAt) < leapTime
      {
        leaps += 1
        (isShown[high - 1], isShown[high]) = (true, true)
      }
    }
    rows = zip(known, isShown).filter(\.1).map(\.0)
  }
}

/// What so many accounts do that it says nothing.
struct LoginPractice {
  let hasLongSessions: Bool
  let hasRemoteDesktops: Bool

  init(_ accounts: [AccountLogins], _ settings: Settings) {
    func isPractice(_ doing: Int, of all: Int) -> Bool {
      all >= settings.count(LoginAnomaly.practiceAccounts)
        && Int64(doing) * 1000 > settings[LoginAnomaly.practiceShare] * Int64(all)
    }
    hasLongSessions = isPractice(
      accounts.count { !$0.longSessions.isEmpty }, of: accounts.count(where: \.hasKnownEnds))
    hasRemoteDesktops = isPractice(
      accounts.count { !$0.remoteRows.isEmpty }, of: accounts.count { $0.knownPorts > 0 })
  }
}
