import Detection
import Ledger
import Window

/// What the given accounts share with anybody else: payout destinations, e-mail, phone, name.
///
/// Their keys first, then one pass over all parties and one over the transactions in view for those keys alone. Texts are
/// taken apart only where their hash says that somebody else may have the same: O(parties + rows), a hash each.
struct SharedDetails {
  /// Keys of each account asked about that others may have too, best evidence first.
  private(set) var keys: [Party: [DetailKey]] = [:]
  /// Every party that has a key, those asked about included, ascending by identifier.
  private(set) var holders: [DetailKey: [Party]] = [:]
  /// Endpoints that a destination key leads to, ascending by (added_at, identifier).
  private(set) var endpoints: [DetailKey: [Party]] = [:]

  /// More holders than this make a key a hub (a payroll bureau, an exchange's one wallet), which ties nobody together.
  static let hubHolders = 20

  /// Of nobody.
  init() {}

  /// `all` are those whose own payouts and endpoints count whatever their role; nil for the accounts themselves.
  init(of accounts: Set<Party>, among all: DenseSet? = nil, in scope: Scope) {
    let window = scope.window
    var isAsked = DenseSet(upTo: window.parties.count)
    for party in accounts { isAsked.insert(party) }
    let all = all ?? isAsked
    let ways = Self.ways(of: isAsked, in: scope)
    var places = DenseSet(upTo: window.parties.count)
    for place in ways.values.joined() { places.insert(place) }
    let repeated = RepeatedDetails(of: accounts, places, in: scope)
    var known = DenseSet(upTo: window.parties.count)
    for party in repeated.alike.members {
      let mayShare =
        window.parties.account(party).map { repeated.mayHold($0, in: window) }
        ?? window.parties.endpoint(party).map {
          all.contains(party) || repeated.mayLead($0, in: window)
        } ?? false
      if mayShare { known.insert(party) }
    }
    var found: [Party: Set<DetailKey>] = [:]
    for (party, places) in ways {
      for endpoint in places.compactMap({ window.parties.endpoint($0) }) where known.contains(endpoint.party)
      {
        found[party, default: []].formUnion(DetailKey.destinations(of: endpoint, in: window))
      }
    }
    for account in accounts.compactMap({ window.parties.account($0) }) where known.contains(account.party) {
      found[account.party, default: []].formUnion(DetailKey.holders(of: account, in: window))
    }
    keys = found.mapValues { $0.sorted(by: DetailKey.precedes) }
    findHolders(of: Set(found.values.joined()), among: known, besides: all, in: scope)
  }

  /// The endpoints that accounts registered or paid out to; an endpoint is its own.
  private static func ways(of accounts: DenseSet, in scope: Scope) -> [Party: Set<Party>] {
    let window = scope.window
    var known = DenseSet(upTo: window.parties.count)
    var ways: [Party: Set<Party>] = [:]
    for endpoint in window.parties.endpoints where !isLater(endpoint, than: scope) {
      known.insert(endpoint.party)
      if let owner = endpoint.owner, accounts.contains(owner) {
        ways[owner, default: []].insert(endpoint.party)
      }
      if accounts.contains(endpoint.party) { ways[endpoint.party, default: []].insert(endpoint.party) }
    }
    let table = window.transactions
    let (status, kind) = (table.status.span, table.kind.span)
    let (debtor, creditor) = (table.debtor.span, table.creditor.span)
    scope.rows.forEach(marked: { accounts.mark(debtor[$0]) & known.mark(creditor[$0]) }) { row in
      guard kind[row].isPay, status[row] == .settled else { return }
      ways[debtor[row], default: []].insert(creditor[row])
    }
    return ways
  }

  /// Who registered endpoints that lead where the given keys do, and which endpoints these are. O(parties + rows).
  init(of destinations: Set<DetailKey>, in scope: Scope) {
    let nobody = DenseSet(upTo: scope.window.parties.count)
    findHolders(
      of: destinations, among: Self.known(by: destinations, in: scope.window), besides: nobody, in: scope)
  }

  /// The worker account a party shares a detail with (the party itself if it is one), and by what.
  func worker(sharingWith party: Party, in window: Window) -> (worker: Party, key: DetailKey?)? {
    if window.parties.account(party)?.role == .worker { return (party, nil) }
    for key in keys[party] ?? [] where !isHub(key) {
      if let worker = holders[key]?.first(where: {
        $0 != party && window.parties.account($0)?.role == .worker
      }) {
        return (worker, key)
      }
    }
    return nil
  }

  /// The keys of a party that two or more accounts have which are no workers.
  func sharedByPayees(_ party: Party, in window: Window) -> [DetailKey] {
    (keys[party] ?? []).filter { key in
      !isHub(key) && (holders[key] ?? []).count { window.parties.account($0)?.role != .worker } >= 2
    }
  }

  private func isHub(_ key: DetailKey) -> Bool { (holders[key]?.count ?? 0) > Self.hubHolders }

  private mutating func findHolders(
    of wanted: Set<DetailKey>, among known: DenseSet, besides all: DenseSet, in scope: Scope
  ) {
    if wanted.isEmpty { return }
    let window = scope.window
    var ledTo = DenseSet(upTo: window.parties.count)
    var found: [DetailKey: Set<Party>] = [:]
    for endpoint in known.members.compactMap({ window.parties.endpoint($0) })
    where !Self.isLater(endpoint, than: scope) {
      for key in DetailKey.destinations(of: endpoint, in: window) where wanted.contains(key) {
        ledTo.insert(endpoint.party)
        endpoints[key, default: []].append(endpoint.party)
        if let owner = endpoint.owner { found[key, default: []].insert(owner) }
        if all.contains(endpoint.party) { found[key, default: []].insert(endpoint.party) }
      }
    }
    for account in known.members.compactMap({ window.parties.account($0) }) {
      for key in DetailKey.holders(of: account, in: window) where wanted.contains(key) {
        found[key, default: []].insert(account.party)
      }
    }
    let table = window.transactions
    let (status, kind, creditor) = (table.status.span, table.kind.span, table.creditor.span)
    scope.rows.forEach(marked: { ledTo.mark(creditor[$0]) }) { row in
      // Whoever pays a payee is no payee: a client's payout to an endpoint does not make the endpoint the client's.
      guard kind[row].isPay, status[row] == .settled, let endpoint = window.parties.endpoint(creditor[row]),
        let payer = window.parties.account(table.debtor[row]),
        payer.role == .worker || payer.role == .vendor || all.contains(payer.party)
      else { return }
      for key in DetailKey.destinations(of: endpoint, in: window) where wanted.contains(key) {
        found[key, default: []].insert(payer.party)
      }
    }
    holders = found.mapValues { $0.sorted { precedesBytewise(window.id($0), window.id($1)) } }
    for key in endpoints.keys {
      endpoints[key]?.sort { left, right in
        let (first, second) = (
          window.parties.endpoint(left)?.addedAt, window.parties.endpoint(right)?.addedAt
        )
        if first != second { return (first?.micros ?? .min) < (second?.micros ?? .min) }
        return precedesBytewise(window.id(left), window.id(right))
      }
    }
  }

  /// Endpoints that may lead where some keys do, as their hashes tell. O(endpoints).
  private static func known(by keys: Set<DetailKey>, in window: Window) -> DenseSet {
    let hashes = Set(keys.map(\.quickHash)).union([quickHashBeyondASCII])
    let (texts, ids) = (window.texts, window.parties.ids)
    var known = DenseSet(upTo: window.parties.count)
    for endpoint in window.parties.endpoints {
      let isKnown =
        hashes.contains(texts.identifierHash(endpoint.accountNumber))
        || hashes.contains(texts.identifierHash(endpoint.address))
        || hashes.contains(ids.identifierHash(Text(index: endpoint.party)))
      if isKnown { known.insert(endpoint.party) }
    }
    return known
  }

  static func isLater(_ endpoint: Endpoint, than scope: Scope) -> Bool {
    endpoint.addedAt.map { $0 >= scope.asOf } ?? false
  }
}
