import Detection
import Ledger
import Window

/// How a payer pays everybody, so that one payee of a firm that pays its whole staff in USDC is no exception.
struct PayerPolicy {
  /// Payees of the payer in the scope, and those of them who were paid in virtual currency.
  private(set) var payees = 0
  private(set) var inVirtualCurrency = 0

  /// Per mille of the payees.
  var share: Int64 { payees == 0 ? 0 : Int64(inVirtualCurrency) * 1000 / Int64(payees) }

  /// The policies of the given payers. O(transactions).
  static func all(
    of payers: Set<Party>, in scope: Scope, facts: [Party: [CurrencyFact]], columns: PartyColumns
  ) -> [Party: PayerPolicy] {
    if payers.isEmpty { return [:] }
    let window = scope.window
    let table = window.transactions
    var isPayer = DenseSet(upTo: window.parties.count)
    for payer in payers { isPayer.insert(payer) }
    var places = isPayer
    places.insertEndpoints(of: window.parties)
    let (debtor, status, kind) = (table.debtor.span, table.status.span, table.kind.span)
    var isVirtualPay: [Text: Bool] = [:]
    /// Payer in the upper half, payee in the lower: sorted, each payer's payees are neighbours.
    var pairs: [UInt64] = []
    var virtual: Set<UInt64> = []
    var (lastCurrency, named) = (Text.none, false)
    scope.rows.forEach(marked: { places.mark(debtor[$0]) }) { row in
      guard status[row] == .settled, kind[row] != .fee, kind[row] != .refund else { return }
      let from = columns.owner[Int(debtor[row])]
      guard isPayer.contains(from) else { return }
      let to = columns.owner[Int(table.creditor[row])]
      guard from != to, columns.payees.contains(to) else { return }
      let pair = UInt64(UInt32(bitPattern: from)) << 32 | UInt64(UInt32(bitPattern: to))
      if pairs.last != pair { pairs.append(pair) }
      let currency = table.currency[row]
      if currency != lastCurrency {
        lastCurrency = currency
        named =
          isVirtualPay[currency] ?? Vocabulary.standard.names([.asset], inField: window.text(currency) ?? "")
        isVirtualPay[currency] = named
      }
      if named || columns.virtual.contains(table.creditor[row]) { virtual.insert(pair) }
    }
    pairs = sortedByDigits(pairs)
    var policies: [Party: PayerPolicy] = [:]
    var last: UInt64?
    for pair in pairs where pair != last {
      last = pair
      let payee = Party(bitPattern: UInt32(truncatingIfNeeded: pair))
      let isPaidInIt = virtual.contains(pair) || facts[payee]?.contains(where: \.isPayout) == true
      policies[Party(bitPattern: UInt32(pair >> 32)), default: PayerPolicy()].count(isPaidInIt)
    }
    return policies
  }

  private mutating func count(_ isPaidInVirtualCurrency: Bool) {
    payees += 1
    if isPaidInVirtualCurrency { inVirtualCurrency += 1 }
  }
}
