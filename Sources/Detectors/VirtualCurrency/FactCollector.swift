import Detection
import Ledger
import Window

/// Reads the facts about virtual currency in a scope, by payee.
///
/// O(endpoints + transactions + records); a reference is read carefully once however often it is repeated, and only if
/// ``TextSieve`` lets it through.
struct FactCollector {
  private(set) var facts: [Party: [CurrencyFact]] = [:]
  private(set) var destinations: Destinations
  let columns: PartyColumns

  private let scope: Scope
  private let sieve = TextSieve()
  /// Currencies read so far.
  private var isStable: [Text: Bool] = [:]
  private var window: Window { scope.window }

  init(_ scope: Scope) {
    self.scope = scope
    destinations = Destinations(scope.window)
    columns = PartyColumns.of(scope)
    readEndpoints()
    readRequests()
    readChanges()
    readTransactions()
    for account in Array(facts.keys) { facts[account]?.sort(by: CurrencyFact.precedes) }
  }

  private mutating func add(
    _ source: CurrencyFact.Source, of account: Party, at: Instant, to destinations: [Int],
    outsideFields: Bool = false,
    stable: Bool = false
  ) {
    guard columns.payees.contains(account) else { return }
    facts[account, default: []].append(
      CurrencyFact(
        source: source, at: at, destinations: destinations, isOutsideFields: outsideFields,
        namesStablecoin: stable))
  }

  private mutating func readEndpoints() {
    for endpoint in window.parties.endpoints where endpoint.kind.isVirtual {
      guard let owner = endpoint.owner, let addedAt = endpoint.addedAt, addedAt >= scope.from,
        addedAt < scope.asOf
      else { continue }
      add(.endpoint(endpoint.party), of: owner, at: addedAt, to: [destinations.number(of: endpoint)])
    }
  }

  private mutating func readRequests() {
    let window = window
    let (requests, parties) = (window.payoutRequests, window.parties)
    for row in scope.requests {
      let request = requests[row]
      let (asset, network) = (window.text(request.asset), window.text(request.network))
      var places: [Int] = []
      if let place = request.endpoint, columns.virtual.contains(place), let endpoint = parties.endpoint(place)
      {
        places.append(destinations.number(of: endpoint))
      }
      let namesAsset = asset.map { Vocabulary.standard.names([.asset], inField: $0) } ?? false
      let namesNetwork = network.map { Vocabulary.standard.names([.network, .asset], inField: $0) } ?? false
      var isInFields =
        request.method == .crypto || request.method == .exchange || namesAsset || !places.isEmpty
      isInFields = isInFields || namesNetwork
      if let text = window.text(request.address) {
        let address = AddressScanner.address(inField: text)
        if let address, address.isChecksummed || address.scheme == .evm || isInFields {
          places.append(destinations.number(of: address))
          isInFields = true
        } else if isInFields, Destinations.isOpaque(text) {
          places.append(destinations.number(ofValue: text))
        }
      }
      let message = read(message: request.message)
      let asks = message?.isRequest ?? false
      for address in message?.addresses ?? [] { places.append(destinations.number(of: address)) }
      guard isInFields || asks else { continue }
      let isStable =
        (asset.map { Vocabulary.standard.namesStablecoin(inField: $0) } ?? false)
        || (window.text(request.currency).map { Vocabulary.standard.namesStablecoin(inField: $0) } ?? false)
        || (message?.terms.contains(where: \.isStable) ?? false)
      add(
        .request(row), of: request.account, at: request.requestedAt, to: unique(places),
        outsideFields: !isInFields,
        stable: isStable)
    }
  }

  /// Most messages hold no word of virtual currency, which the sieve sees without taking them apart.
  private func read(message: Text) -> FreeText? {
    guard !message.isNone, sieve.mayHold(window.texts.utf8(message)) else { return nil }
    return window.text(message).map { FreeText($0, in: .message) }
  }

  private mutating func readChanges() {
    let window = window
    let (changes, parties) = (window.detailChanges, window.parties)
    for row in scope.changes {
      let change = changes[row]
      // A bulk migration is the platform's doing.
      guard change.batch.isNone, [.wallet, .payoutMethod, .bankAccount].contains(change.field) else {
        continue
      }
      let value = window.text(change.newValue)
      let address = value.flatMap { AddressScanner.address(inField: $0) }
      if let endpoint = change.endpoint.flatMap({ parties.endpoint($0) }) {
        guard endpoint.kind.isVirtual else { continue }
        add(
          .change(row), of: change.account, at: change.changedAt, to: [destinations.number(of: endpoint)],
          stable: isStable(value))
      } else if let address, address.isChecksummed || address.scheme == .evm || change.field == .wallet {
        add(.change(row), of: change.account, at: change.changedAt, to: [destinations.number(of: address)])
      } else if let value, change.field == .payoutMethod, namesVirtualMethod(value) {
        add(.change(row), of: change.account, at: change.changedAt, to: [], stable: isStable(value))
      } else if let value, change.field == .wallet, Destinations.isOpaque(value) {
        add(.change(row), of: change.account, at: change.changedAt, to: [destinations.number(ofValue: value)])
      }
    }
  }

  private func isStable(_ value: String?) -> Bool {
    value.map { Vocabulary.standard.namesStablecoin(inField: $0) } ?? false
  }

  private func namesVirtualMethod(_ value: String) -> Bool {
    let method = PayoutMethod(rawValue: value.lowercased())
    if let method { return method == .crypto || method == .exchange }
    if let kind = EndpointKind(rawValue: value.lowercased()) { return kind.isVirtual }
    return Vocabulary.standard.hits(in: value).contains { $0.term.isStrong }
  }

  private mutating func readTransactions() {
    let table = window.transactions
    let (texts, references) = (window.texts, table.reference)
    let (kind, creditors, handles) = (table.kind.span, table.creditor.span, references.handle.span)
    let (columns, sieve) = (columns, sieve)
    let virtual = columns.virtual
    var isRead = DenseSet(upTo: references.handleCount)
    var asking: [Int32: FreeText] = [:]
    scope.rows.forEach(marked: { row in
      kind[row].isPay.mark & (virtual.mark(creditors[row]) | (handles[row] >= 0).mark)
    }) { row in
      let creditor = creditors[row]
      if virtual.contains(creditor) {
        if table.status[row] == .settled {
          let currency = table.currency[row]
          let isStable = isStable[currency] ?? self.isStable(texts[currency])
          self.isStable[currency] = isStable
          readPayout(row, to: creditor, stable: isStable)
        }
        return
      }
      let reference = handles[row]
      if !isRead.contains(reference) {
        isRead.insert(reference)
        if sieve.mayHold(references.utf8(reference)) {
          let reading = FreeText(references.text(reference), in: .reference)
          if reading.isRequest { asking[reference] = reading }
        }
      }
      guard let reading = asking[reference] else { return }
      let (from, to) = (columns.owner[Int(table.debtor[row])], columns.owner[Int(creditor)])
      let isOwnWriting = from == to || columns.endpoints.contains(to)
      add(
        .reference(row), of: isOwnWriting ? from : to, at: Instant(micros: table.bookedAt[row]),
        to: unique(reading.addresses.map { destinations.number(of: $0) }), outsideFields: true,
        stable: reading.terms.contains(where: \.isStable))
    }
  }

  /// The payee is who registered the wallet, unless another payee's money went there: then it is that payee's payout.
  private mutating func readPayout(_ row: Int, to creditor: Party, stable: Bool) {
    guard let endpoint = window.parties.endpoint(creditor) else { return }
    let debtor = window.parties.owner(window.transactions.debtor[row])
    let owner = endpoint.owner
    let role = window.parties.account(debtor)?.role
    let isOwnPayout = owner == nil || owner == debtor || role == .worker || role == .vendor
    add(
      .payout(row), of: isOwnPayout ? debtor : owner ?? debtor,
      at: Instant(micros: window.transactions.bookedAt[row]), to: [destinations.number(of: endpoint)],
      stable: stable)
  }

  private func unique(_ numbers: [Int]) -> [Int] { Set(numbers).sorted() }
}
