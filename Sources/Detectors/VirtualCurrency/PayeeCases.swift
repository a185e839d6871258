import Detection
import Ledger
import Window

/// What an assessment of any payee draws on: read once for all of them.
struct PayeeCases {
  let scope: Scope
  let facts: [Party: [CurrencyFact]]
  let destinations: Destinations
  let columns: PartyColumns
  let ledgers: [Party: PayeeLedger]
  let sharing: WalletSharing
  /// Who pays a payee, mostly, or has agreed to.
  let payers: [Party: Party]
  let policies: [Party: PayerPolicy]
  /// Other accounts with the same e-mail address or telephone.
  let relatives: [Party: [Party]]
  /// Rows of requests and changes by payee, ascending.
  let requests: [Party: [Int]]
  let changes: [Party: [Int]]

  /// O(transactions + records + accounts).
  init(_ collector: FactCollector, _ scope: Scope) {
    self.scope = scope
    facts = collector.facts
    destinations = collector.destinations
    columns = collector.columns
    sharing = WalletSharing(collector, scope)
    relatives = Self.relatives(of: collector.facts.keys, in: scope.window)
    let known = Set(facts.keys).union(relatives.values.joined())
    ledgers = PayeeLedger.all(of: known, in: scope, columns: columns)
    var payers: [Party: Party] = [:]
    // A payee who has not been paid yet may have a contract. Ascending by id, so the last one stands.
    for contract in scope.window.authorisations {
      if let payee = contract.payee, facts[payee] != nil {
        payers[payee] = scope.window.parties.owner(contract.payer)
      }
    }
    for payee in facts.keys { if let payer = ledgers[payee]?.mainPayer { payers[payee] = payer } }
    self.payers = payers
    policies = PayerPolicy.all(of: Set(payers.values), in: scope, facts: facts, columns: columns)
    requests = Self.rows(scope.requests, known) { scope.window.payoutRequests[$0].account }
    changes = Self.rows(scope.changes, known) { scope.window.detailChanges[$0].account }
  }

  private static func rows(_ rows: Range<Int>, _ known: Set<Party>, account: (Int) -> Party) -> [Party: [Int]]
  {
    var found: [Party: [Int]] = [:]
    for row in rows where known.contains(account(row)) { found[account(row), default: []].append(row) }
    return found
  }

  /// Accounts of one e-mail address or telephone are taken for one person's; capped, as a switchboard has many.
  private static func relatives(of payees: some Sequence<Party>, in window: Window) -> [Party: [Party]] {
    var holders: [Text: [Party]] = [:]
    let payees = payees.sorted()
    for payee in payees {
      guard let account = window.parties.account(payee) else { continue }
      for contact in [account.email, account.phone] where !contact.isNone { holders[contact] = [] }
    }
    var known = DenseSet(upTo: window.texts.count)
    for contact in holders.keys { known.insert(contact.index) }
    for account in window.parties.accounts {
      let (email, phone) = (account.email, account.phone)
      if !email.isNone && known.contains(email.index) { holders[email]?.append(account.party) }
      if !phone.isNone && known.contains(phone.index) { holders[phone]?.append(account.party) }
    }
    var relatives: [Party: [Party]] = [:]
    for payee in payees {
      guard let account = window.parties.account(payee) else { continue }
      var others: Set<Party> = []
      for contact in [account.email, account.phone] {
        if let found = holders[contact], found.count <= 10 { others.formUnion(found) }
      }
      others.remove(payee)
      relatives[payee] = others.sorted()
    }
    return relatives
  }
}
