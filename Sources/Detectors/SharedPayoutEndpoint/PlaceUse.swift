import Detection
import Ledger
import Window

/// Who is paid at endpoints: whoever registered one at which money arrived, every worker who withdraws to it, and
/// whoever is topped up from it.
struct PlaceUse {
  static let nobody: Int32 = -1
  static let several: Int32 = -2

  /// By party: the only user of an endpoint, or one of the two above.
  private(set) var first: [Int32]
  /// By party: accounts that withdraw for themselves; clients and companies may be paying others.
  private let withdraws: [Bool]
  private let owner: [Party]
  private let isEndpoint: [Bool]

  /// O(rows + parties).
  init(_ window: Window, _ rows: Range<Int>) {
    let parties = window.parties
    var (withdraws, isEndpoint) = (
      Array(repeating: false, count: parties.count), Array(repeating: false, count: parties.count)
    )
    var owner = (0..<Party(parties.count)).map { $0 }
    for account in parties.accounts {
      withdraws[Int(account.party)] =
        account.role == .worker || (account.role == nil && account.holderType != .organisation)
    }
    for endpoint in parties.endpoints {
      isEndpoint[Int(endpoint.party)] = true
      owner[Int(endpoint.party)] = endpoint.owner ?? endpoint.party
    }
    (self.withdraws, self.owner, self.isEndpoint) = (withdraws, owner, isEndpoint)
    first = Array(repeating: Self.nobody, count: parties.count)
    let table = window.transactions
    let status = table.status.span
    for row in rows where status[row] == .settled {
      forEachUser(of: row, table) { endpoint, user in
        let known = first[Int(endpoint)]
        first[Int(endpoint)] = known == Self.nobody || known == user ? user : Self.several
      }
    }
  }

  /// Calls `body` with every endpoint that a settled row shows in use, and by whom.
  @inline(__always)
  func forEachUser(of row: Int, _ table: Transactions, _ body: (Party, Party) -> Void) {
    let (debtor, creditor) = (table.debtor[row], table.creditor[row])
    switch table.kind[row] {
    case .payout, .transfer:
      guard isEndpoint[Int(creditor)] else { return }
      let holder = owner[Int(creditor)]
      if holder != creditor { body(creditor, holder) }
      if table.kind[row] == .payout, withdraws[Int(debtor)], debtor != holder { body(creditor, debtor) }
    case .topup:
      if isEndpoint[Int(debtor)] && !isEndpoint[Int(creditor)] { body(debtor, creditor) }
    case .charge, .fee, .refund, .conversion: return
    }
  }
}

/// Everything that happened at the endpoints looked at closely.
struct UseBook {
  private(set) var users: [Party: Set<Party>] = [:]
  private(set) var payouts: [Party: [Int]] = [:]
  private(set) var topUps: [Party: [Int]] = [:]

  /// `isAsked` by party. O(rows).
  init(_ window: Window, _ rows: Range<Int>, _ isAsked: [Bool], _ use: PlaceUse) {
    let table = window.transactions
    let (status, debtor, creditor) = (table.status.span, table.debtor.span, table.creditor.span)
    for row in rows where status[row] == .settled {
      guard isAsked[Int(creditor[row])] || isAsked[Int(debtor[row])] else { continue }
      var isUse = false
      use.forEachUser(of: row, table) { endpoint, user in
        users[endpoint, default: []].insert(user)
        isUse = true
      }
      if !isUse { continue }
      if table.kind[row] == .topup {
        topUps[debtor[row], default: []].append(row)
      } else {
        payouts[creditor[row], default: []].append(row)
      }
    }
  }
}
