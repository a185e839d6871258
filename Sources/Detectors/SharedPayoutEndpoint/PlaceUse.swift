import Detection
import Ledger
import Window

/// What counts as being paid at an endpoint: to have registered one at which money arrived, to withdraw to it, to be topped
/// up from it.
struct PlaceRules {
  /// An endpoint that a settled row shows in use, and by whom; `other` is a second user or -1.
  struct Use {
    let endpoint: Party
    let user: Party
    var other: Party = -1
  }

  let endpoints: DenseSet
  /// Accounts that withdraw for themselves; clients and companies may be paying others.
  private var withdrawers: DenseSet
  private let owner: [Party]

  /// O(parties).
  init(_ scope: Scope) {
    let (parties, columns) = (scope.window.parties, PartyColumns.of(scope))
    (endpoints, owner) = (columns.endpoints, columns.owner)
    withdrawers = DenseSet(upTo: parties.count)
    for account in parties.accounts
    where account.role == .worker || (account.role == nil && account.holderType != .organisation) {
      withdrawers.insert(account.party)
    }
  }

  /// What a settled row shows, if anything.
  func use(_ kind: TransactionKind, from debtor: Party, to creditor: Party) -> Use? {
    switch kind {
    case .payout, .transfer:
      guard endpoints.contains(creditor) else { return nil }
      let holder = owner[Int(creditor)]
      let drawer = kind == .payout && withdrawers.contains(debtor) && debtor != holder ? debtor : -1
      if holder != creditor { return Use(endpoint: creditor, user: holder, other: drawer) }
      return drawer < 0 ? nil : Use(endpoint: creditor, user: drawer)
    case .topup:
      let isFunding = endpoints.contains(debtor) && !endpoints.contains(creditor)
      return isFunding ? Use(endpoint: debtor, user: creditor) : nil
    case .charge, .fee, .refund, .conversion: return nil
    }
  }
}

/// Whether an endpoint has one user or more.
struct PlaceUse {
  static let nobody: Int32 = -1
  static let several: Int32 = -2

  /// By party: the only user of an endpoint, or one of the two above.
  let first: [Int32]

  /// O(rows + parties).
  init(_ window: Window, _ rows: Range<Int>, _ rules: PlaceRules) {
    let table = window.transactions
    let (status, kind) = (table.status.span, table.kind.span)
    let (debtor, creditor) = (table.debtor.span, table.creditor.span)
    var first = Array(repeating: Self.nobody, count: window.parties.count)
    rows.forEach(marked: { row in
      let isUse = (rules.endpoints.mark(creditor[row]) & kind[row].isPay.mark) | (kind[row] == .topup).mark
      return isUse & (status[row] == .settled).mark
    }) { row in
      guard let use = rules.use(kind[row], from: debtor[row], to: creditor[row]) else { return }
      Self.note(use.user, in: &first[Int(use.endpoint)])
      if use.other >= 0 { Self.note(use.other, in: &first[Int(use.endpoint)]) }
    }
    self.first = first
  }

  /// Adds a user to nobody, one or several.
  static func note(_ user: Int32, in known: inout Int32) {
    known = known == nobody || known == user ? user : several
  }
}

/// Everything that happened at the endpoints looked at closely.
struct UseBook {
  private(set) var users: [Party: Set<Party>] = [:]
  private(set) var payouts: [Party: [Int]] = [:]
  private(set) var topUps: [Party: [Int]] = [:]

  /// O(rows).
  init(_ window: Window, _ rows: Range<Int>, _ asked: DenseSet, _ rules: PlaceRules) {
    let table = window.transactions
    let (status, kind) = (table.status.span, table.kind.span)
    let (debtor, creditor) = (table.debtor.span, table.creditor.span)
    rows.forEach(marked: { asked.mark(creditor[$0]) | asked.mark(debtor[$0]) }) { row in
      guard status[row] == .settled, let use = rules.use(kind[row], from: debtor[row], to: creditor[row])
      else { return }
      users[use.endpoint, default: []].insert(use.user)
      if use.other >= 0 { users[use.endpoint, default: []].insert(use.other) }
      if kind[row] == .topup {
        topUps[use.endpoint, default: []].append(row)
      } else {
        payouts[use.endpoint, default: []].append(row)
      }
    }
  }
}
