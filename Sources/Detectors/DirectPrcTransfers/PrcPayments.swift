import Detection
import Ledger
import Window

/// Payments straight to PRC-linked endpoints, by the account that declares to be elsewhere.
struct PrcPayments {
  let columns: PartyColumns
  /// Who has such payments, ascending by identifier bytewise.
  private(set) var subjects: [Party] = []
  private var bySubject: [Party: [Int]] = [:]
  /// Who else sent money to a place, ascending; agreements do not matter here.
  private var senders: [Party: Set<Party>] = [:]
  private let window: Window

  /// The part of the world that counts as one.
  private static let region = ["CN", "HK", "MO"]

  /// One pass; only payments to listed endpoints are looked at. O(rows + parties).
  init(_ scope: Scope, _ settings: Settings) {
    window = scope.window
    columns = PartyColumns.of(scope)
    var bySubject = Self.gather(scope, columns)
    if let asked = scope.asked, bySubject[asked] == nil { bySubject[asked] = [] }
    if bySubject.isEmpty { return }
    for (subject, rows) in bySubject {
      for row in rows { senders[window.transactions.creditor[row], default: []].insert(subject) }
    }
    var isAsked = Array(repeating: false, count: window.parties.count)
    for subject in bySubject.keys { isAsked[Int(subject)] = true }
    let agreements = Agreements(window, of: isAsked)
    let share = Int128(settings[DirectPrcTransfers.authorisedShare])
    bySubject = bySubject.mapValues { withoutAgreed($0, agreements, share) }
      .filter { !$0.value.isEmpty || $0.key == scope.asked }
    let ids = window.parties.ids
    subjects = bySubject.keys.sorted { ids.precedes(Text(index: $0), Text(index: $1)) }
    self.bySubject = bySubject
  }

  /// What an account must be for its payments to be looked at: all subjects but one who was asked about are.
  func eligibility(of subject: Party) -> [Requirement] {
    [
      Requirement(
        .fact("it is an account that others pay for work or goods", columns.payees.contains(subject))),
      Requirement(
        .fact(
          "it declares a country other than the PRC, Hong Kong and Macau",
          Self.isElsewhere(subject, in: window))),
    ]
  }

  /// Rows of a subject's payments, ascending in (booked_at, id).
  func rows(of subject: Party) -> [Int] { bySubject[subject] ?? [] }

  /// Whether somebody unrelated to the subject sends money to one of the places as well.
  func isShared(by subject: Party, _ places: Set<Party>) -> Bool {
    places.contains { window.unrelated(Array((senders[$0] ?? []).union([subject]).prefix(20))) > 1 }
  }

  /// Whom lists link to the PRC: its banks and wallets, banks in Hong Kong and Macau, exchanges with a documented link, and
  /// sanctioned endpoints.
  private static func linked(in window: Window) -> DenseSet {
    let classes = window.classification
    var linked = DenseSet(upTo: classes.rank.count)
    for (party, rank) in classes.rank.enumerated() where rank != Classification.notSink {
      if rank != SinkClass.exchange.rank || classes.match[Party(party)]?.linkage == "PRC" {
        linked.insert(Party(party))
      }
    }
    return linked
  }

  /// Whether an account declares a country outside the region.
  private static func isElsewhere(_ account: Party, in window: Window) -> Bool {
    window.country(account).map { !region.contains($0) } ?? false
  }

  /// The money is the debtor's if that is a payee: a worker, a vendor, somebody without a role. What clients and platforms
  /// pay belongs to whoever registered the endpoint.
  private static func gather(_ scope: Scope, _ columns: PartyColumns) -> [Party: [Int]] {
    let window = scope.window
    let table = window.transactions
    let linked = linked(in: window)
    let (status, kind) = (table.status.span, table.kind.span)
    let (debtor, creditor) = (table.debtor.span, table.creditor.span)
    var bySubject: [Party: [Int]] = [:]
    scope.rows.forEach(marked: { linked.mark(creditor[$0]) }) { row in
      guard status[row] == .settled, kind[row].isPay, debtor[row] != creditor[row] else { return }
      var subject = columns.owner[Int(debtor[row])]
      if !columns.payees.contains(subject) { subject = columns.owner[Int(creditor[row])] }
      guard columns.payees.contains(subject), isElsewhere(subject, in: window),
        !isAtHome(creditor[row], subject, in: window)
      else { return }
      bySubject[subject, default: []].append(row)
    }
    return bySubject
  }

  /// Whether the endpoint is in the country that the subject declares: a PRC bank's branch there.
  private static func isAtHome(_ place: Party, _ subject: Party, in window: Window) -> Bool {
    window.countryPaid(at: place).map { $0 == window.country(subject) } ?? false
  }

  /// The rows but for those to places to which agreements cover the given share of the money.
  private func withoutAgreed(_ rows: [Int], _ agreements: Agreements, _ share: Int128) -> [Int] {
    var amounts: [Party: (covered: Int128, whole: Int128)] = [:]
    for row in rows {
      let (place, amount) = (window.transactions.creditor[row], Int128(window.transactions.amount[row]))
      amounts[place, default: (0, 0)].whole += amount
      if agreements.cover(row) { amounts[place, default: (0, 0)].covered += amount }
    }
    return rows.filter {
      let (covered, whole) = amounts[window.transactions.creditor[$0]] ?? (0, 0)
      return covered * 1000 < whole * share
    }
  }
}
