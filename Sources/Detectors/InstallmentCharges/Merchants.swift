import Detection
import Ledger
import Window

/// What is known of payees from everybody's payments: which of them are established merchants.
struct Merchants {
  let details: SharedDetails
  /// By party: the account behind it (``Parties/owner(_:)``).
  let owner: [Party]
  /// By party: whether enough payers pay it and it shares nothing with a worker. False for whoever gets no small charges.
  private(set) var isEstablished: [Bool]
  private let settings: Settings
  private let window: Window

  /// O(rows + parties); remembers no more payers of a payee than decide.
  init(_ scope: Scope, largest: Money, settings: Settings) {
    let window = scope.window
    let table = window.transactions
    let owner = PartyColumns(window).owner
    self.owner = owner
    // Beyond a few hundred, more payers do not make a merchant more established.
    let enough = min(settings.count(InstallmentCharges.otherPayers), 255)
    var seen = PayersOfPayees(parties: window.parties.count, limit: enough + 2)
    for row in scope.rows where Self.isSmallCharge(row, table, largest) {
      seen.watch(owner[Int(table.creditor[row])])
    }
    for row in scope.rows where table.status[row] == .settled {
      guard table.kind[row] == .charge || table.kind[row] == .transfer else { continue }
      seen.add(owner[Int(table.debtor[row])], to: owner[Int(table.creditor[row])])
    }
    details = SharedDetails(of: Set(seen.payees), in: scope)
    isEstablished = Array(repeating: false, count: window.parties.count)
    for payee in seen.payees where seen.count(payee) > enough {
      isEstablished[Int(payee)] = details.worker(sharingWith: payee, in: window) == nil
    }
    self.settings = settings
    self.window = window
  }

  /// Whether a row is a settled charge up to the limit.
  static func isSmallCharge(_ row: Int, _ table: Transactions, _ largest: Money) -> Bool {
    table.kind[row] == .charge && table.status[row] == .settled && table.amount[row] <= largest.micros
  }

  /// Whether the charges of a payee that is not established to one payer are innocent by their pattern.
  ///
  /// `charges` are all of them, ascending in time, authorised or not.
  func explains(_ payee: Party, _ charges: [Charge], _ leave: Leave) -> Bool {
    guard let first = charges.first else { return true }
    if isOwn(payee, of: first.payer) { return true }
    let isEven = Regularity.isSubscription(charges)
    if isEven && leave.hasPlan(charges) { return true }
    guard details.worker(sharingWith: payee, in: window) == nil, let account = window.parties.account(payee),
      account.role == .vendor, let opened = account.openedAt,
      opened < first.at - settings.span(InstallmentCharges.newMerchant)
    else { return false }
    return isEven || Regularity.isMonthly(charges)
  }

  /// Whether payer and payee are one holder, by name or by e-mail.
  private func isOwn(_ payee: Party, of payer: Party) -> Bool {
    func holders(_ party: Party) -> Set<DetailKey> {
      guard let account = window.parties.account(party) else {
        return Set([window.holderName(party).flatMap { DetailKey.name($0) }].compactMap(\.self))
      }
      return Set(DetailKey.holders(of: account, in: window).filter { $0.kind != .phone })
    }
    return !holders(payee).isDisjoint(with: holders(payer))
  }
}

/// The first few distinct payers of each payee watched.
private struct PayersOfPayees {
  /// Payees watched, in order of first sight.
  private(set) var payees: [Party] = []
  private var slot: [Int32]
  private var payers: [Party] = []
  private let limit: Int

  init(parties: Int, limit: Int) {
    slot = Array(repeating: -1, count: parties)
    self.limit = limit
  }

  mutating func watch(_ payee: Party) {
    guard slot[Int(payee)] < 0 else { return }
    slot[Int(payee)] = Int32(payees.count)
    payees.append(payee)
    payers.append(contentsOf: repeatElement(-1, count: limit))
  }

  mutating func add(_ payer: Party, to payee: Party) {
    guard slot[Int(payee)] >= 0, payer != payee else { return }
    let start = Int(slot[Int(payee)]) * limit
    for place in start..<start + limit {
      if payers[place] == payer { return }
      if payers[place] < 0 {
        payers[place] = payer
        return
      }
    }
  }

  /// How many distinct payers, up to the limit.
  func count(_ payee: Party) -> Int {
    let start = Int(slot[Int(payee)]) * limit
    return payers[start..<start + limit].count { $0 >= 0 }
  }
}
