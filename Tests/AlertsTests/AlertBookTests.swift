import Alerts
import Detection
import Ledger
import Testing
import Window

@Suite struct AlertBookTests {
  private let catalogue = ["other", Sample.id]

  /// The tables after runs over `runs`, each a list of points, every run reading what the last one wrote.
  private func tables(_ runs: [[Instant]], _ seen: (Instant) -> [Finding]) throws -> [StoredAlert] {
    var tables: [SchemeKey: StoredAlert] = [:]
    for points in runs {
      var book = AlertBook(existing: try tables.values.map(reread), listVersions: ["l 1"])
      for point in points {
        book.add(seen(point), detector: Sample(), at: point, windowFrom: point - .days(90))
      }
      for alert in book.changed(catalogue: catalogue) { tables[alert.key] = alert }
    }
    return tables.values.sorted { $0.key < $1.key }
  }

  /// A charge on each day from the first; those of the last 90 days are seen.
  private func charges(_ point: Instant) -> [Finding] {
    let booked = (0..<30).map { day(Int64($0) * 7) }.filter { $0 < point && $0 >= point - .days(90) }
    if booked.count < 10 { return [] }
    let rows = booked.map { transaction("t\($0.dayNumber)", units: 1_700, bookedAt: $0) }
    return [
      Finding(
        subject: "acct-1", fingerprint: ["shop"], signals: Sample.signal("far_path"), transactions: rows,
        measures: ["charges": .count(booked.count)])
    ]
  }

  @Test func `a scheme that grows from 10 to 30 charges stays one alert`() throws {
    let points = (1...Int64(29 * 7 + 1)).map(day)
    let early = try tables([Array(points.prefix(64))], charges)
    #expect(early.count == 1)
    #expect(early[0].transactions.count == 10)
    let late = try tables(points.map { [$0] }, charges)
    #expect(late.count == 1)
    let alert = try Alert(of: try #require(late.first), by: Sample(), in: emptyWindow)
    #expect(alert.transactionCount == 30)
    #expect(alert.amount == Money(units: 51_000))
    #expect(alert.alertID == early[0].key.alertID)
    #expect(alert.stored.firstSeenAt == day(64))
    #expect(alert.stored.lastSeenAt == points.last)
  }

  @Test func `one catch-up over 60 days equals 60 daily runs`() throws {
    var random = SplitMix64(state: 21)
    let points = (1...60).map { day(Int64($0)) }
    let findings = Dictionary(
      uniqueKeysWithValues: points.map { point in
        (
          point,
          (0..<3).map { _ in
            Seen.random(subject: "acct-\(Int.random(in: 1...5, using: &random))", using: &random).finding
          }
        )
      })
    let daily = try tables(points.map { [$0] }) { findings[$0] ?? [] }
    #expect(daily.count == 5)
    #expect(try tables([points]) { findings[$0] ?? [] } == daily)
    #expect(try tables([points.reversed()]) { findings[$0] ?? [] } == daily)
  }

  @Test func `overlaps, repeats and any split into runs end in the same tables`() throws {
    var random = SplitMix64(state: 22)
    let points = (1...12).map { day(Int64($0)) }
    for _ in 0..<50 {
      let findings = Dictionary(
        uniqueKeysWithValues: points.map { point in
          (
            point,
            (0..<2).map { _ in
              Seen.random(subject: "acct-\(Int.random(in: 1...3, using: &random))", using: &random).finding
            }
          )
        })
      let once = try tables([points]) { findings[$0] ?? [] }
      var runs = [points.filter { _ in Bool.random(using: &random) }, points.shuffled(using: &random)]
      runs.append(points.filter { _ in Bool.random(using: &random) }.shuffled(using: &random))
      runs.shuffle(using: &random)
      let other = try tables(runs) { findings[$0] ?? [] }
      #expect(other == once)
      #expect(
        try other.map { try Alert(of: $0, by: Sample(), in: emptyWindow) }
          == once.map { try Alert(of: $0, by: Sample(), in: emptyWindow) })
    }
  }

  @Test func `what the tables hold may be read after the findings`() {
    var random = SplitMix64(state: 23)
    let held = (1...3).map { Seen.random(subject: "acct-\($0)", using: &random).stored }
    let seen = Seen.random(subject: "acct-2", using: &random)
    var before = AlertBook(existing: held, listVersions: ["l 1"])
    before.add([seen.finding], detector: seen.detector, at: seen.point, windowFrom: seen.windowFrom)
    var after = AlertBook(listVersions: ["l 1"])
    after.add([seen.finding], detector: seen.detector, at: seen.point, windowFrom: seen.windowFrom)
    #expect(after.touchedKeys == [held[1].key])
    after.absorb([held[1]])
    #expect(before.touched(catalogue: catalogue) == after.touched(catalogue: catalogue))
    #expect(before.changed(catalogue: catalogue) == after.changed(catalogue: catalogue))
  }

  @Test func `a run that sees nothing new changes nothing`() {
    let seen = Seen(
      finding: Finding(subject: "acct-1", signals: [], transactions: [transaction("t1")]), point: day(1))
    var book = AlertBook(existing: [seen.stored], listVersions: ["l 1"])
    #expect(book.touched(catalogue: catalogue).isEmpty)
    book.add([seen.finding], detector: Sample(), at: day(1), windowFrom: seen.windowFrom)
    #expect(book.touched(catalogue: catalogue) == [seen.stored])
    #expect(book.changed(catalogue: catalogue).isEmpty)
  }

  @Test func `touched alerts stand in the order of the catalogue, then of the keys`() {
    struct Other: Detector {
      static let id = "other"
      static let version = 1
      static let answers = ""
      static let redFlags: [RedFlag] = []
      static let misses = ""
      static let lookAlikes = ""
      static let parameters: [Parameter] = []
      static let studied: [Parameter] = []
      static let sieves: [Parameter] = []
      static let signals: [Signal] = []
      static let needs: Set<Relation> = []
      static let maturity = Maturity.shadow
      let settings: Settings
      let lookback = Span.days(1)
      init(settings: Settings) { self.settings = settings }
      func study(_ scope: Scope) throws -> any Study { NothingToSee() }
      func narrative(of scheme: Scheme, in window: Window) throws -> Narrative {
        try Sample().narrative(of: scheme, in: window)
      }
    }
    let findings = (1...6).map { Finding(subject: "acct-\($0)", signals: []) }
    var book = AlertBook()
    book.add(findings, detector: Sample(), at: day(1), windowFrom: firstDay)
    book.add(findings, detector: Other(settings: Settings()), at: day(1), windowFrom: firstDay)
    let touched = book.touched(catalogue: catalogue)
    #expect(
      touched.map(\.detector) == Array(repeating: "other", count: 6) + Array(repeating: "sample", count: 6))
    #expect(touched.prefix(6).map(\.key) == touched.prefix(6).map(\.key).sorted())
    #expect(touched.suffix(6).map(\.key) == touched.suffix(6).map(\.key).sorted())
    #expect(book.touched(catalogue: []).map(\.detector) == touched.map(\.detector))
    #expect(book.touched(catalogue: [Sample.id]).first?.detector == Sample.id)
  }
}
