import Detection
import Ledger
import Window

/// What is known of the payees of some payers, from everybody's payments: which of them are established merchants.
struct Merchants {
  let details: SharedDetails
  /// By party: whether enough payers pay it and it shares nothing with a worker. False for whoever is nobody's payee.
  private(set) var isEstablished: [Bool]
  private let settings: Settings
  private let window: Window

  /// Of whoever made small charges to the payers of a sieve, or to its witnesses. O(rows + parties); remembers no more
  /// payers of a payee than decide, and compares the details of those only who may be established, or have charges without leave.
  init(_ charges: SmallCharges, _ sieve: ChargeSieve, in scope: Scope, _ settings: Settings) {
    let window = scope.window
    let table = window.transactions
    let owner = charges.owner
    let (status, kind) = (table.status.span, table.kind.span)
    let (debtor, creditor) = (table.debtor.span, table.creditor.span)
    // Beyond a few hundred, more payers do not make a merchant more established.
    let enough = min(settings.count(InstallmentCharges.otherPayers), 255)
    var seen = PayersOfPayees(parties: owner.count, limit: enough + 2)
    for payer in sieve.payers.members + sieve.witnesses.members {
      for charge in sieve.charges(of: payer) { seen.watch(charge.payee) }
    }
    var places = seen.watched
    places.insertEndpoints(of: window.parties)
    scope.rows.forEach(marked: { row in
      places.mark(creditor[row]) & (status[row] == .settled).mark
        & ((kind[row] == .charge).mark | (kind[row] == .transfer).mark)
    }) { row in
      if seen.add(owner[Int(debtor[row])], to: owner[Int(creditor[row])]) { places.remove(creditor[row]) }
    }
    let busy = seen.payees.filter { seen.count($0) > enough }
    details = SharedDetails(of: Set(sieve.open.map(\.payee) + busy), among: charges.payees, in: scope)
    isEstablished = Array(repeating: false, count: owner.count)
    for payee in busy {
      isEstablished[Int(payee)] = details.worker(sharingWith: payee, in: window) == nil
    }
    self.settings = settings
    self.window = window
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
  private(set) var watched: DenseSet
  private var slot: [Int32]
  private var payers: [Party] = []
  private let limit: Int

  init(parties: Int, limit: Int) {
    watched = DenseSet(upTo: parties)
    slot = Array(repeating: -1, count: parties)
    self.limit = limit
  }

  /// Payees watched, ascending.
  var payees: [Party] { watched.members }

  mutating func watch(_ payee: Party) {
    guard !watched.contains(payee) else { return }
    slot[Int(payee)] = Int32(payers.count / limit)
    watched.insert(payee)
    payers.append(contentsOf: repeatElement(-1, count: limit))
  }

  /// Remembers a payer; true when the payee needs no more of them, or is not watched.
  mutating func add(_ payer: Party, to payee: Party) -> Bool {
    guard watched.contains(payee) else { return true }
    if payer == payee { return false }
    let start = Int(slot[Int(payee)]) * limit
    for place in start..<start + limit {
      if payers[place] == payer { return false }
      if payers[place] < 0 {
        payers[place] = payer
        return false
      }
    }
    return true
  }

  /// How many distinct payers, up to the limit.
  func count(_ payee: Party) -> Int {
    let start = Int(slot[Int(payee)]) * limit
    return payers[start..<start + limit].count { $0 >= 0 }
  }
}
