import Detection
import Ledger
import Window

/// Finds the places that more than one account uses.
struct SharedPlaces {
  /// Two users or more each, in no promised order.
  private(set) var all: [SharedPlace] = []

  /// Two or three passes over the rows and two over the endpoints, with texts looked at where hashes meet only.
  /// O(rows + parties), and O(n log n) in what remains.
  init(_ scope: Scope, since: Instant) {
    let window = scope.window
    let rows =
      max(
        scope.rows.lowerBound, window.transactions.rows(from: since, to: scope.asOf).lowerBound)..<scope.rows
      .upperBound
    let rules = PlaceRules(scope)
    let use = PlaceUse(window, rows, rules)
    var endpoints: [DetailKey: [Endpoint]] = [:]
    var shared = DenseSet(upTo: window.parties.count)
    for endpoint in Self.meetings(in: window, asOf: scope.asOf, use) {
      guard let key = DetailKey.destinations(of: endpoint, in: window).first else { continue }
      endpoints[key, default: []].append(endpoint)
      shared.insert(endpoint.party)
    }
    if endpoints.isEmpty { return }
    let book = UseBook(window, rows, shared, rules)
    all = endpoints.values.compactMap { Self.place($0, book, in: window) }
    addSelfPayments(window, rows)
  }

  private static func place(_ endpoints: [Endpoint], _ book: UseBook, in window: Window) -> SharedPlace? {
    let users = Set(endpoints.flatMap { book.users[$0.party] ?? [] })
    if users.count < 2 { return nil }
    return SharedPlace(
      endpoints: endpoints.sorted { left, right in
        if left.addedAt != right.addedAt {
          return left.addedAt?.micros ?? .min < right.addedAt?.micros ?? .min
        }
        return precedesBytewise(window.id(left.party), window.id(right.party))
      }, users: users.sorted { precedesBytewise(window.id($0), window.id($1)) },
      payouts: endpoints.flatMap { book.payouts[$0.party] ?? [] }.sorted(),
      topUps: endpoints.flatMap { book.topUps[$0.party] ?? [] }.sorted())
  }

  /// Endpoints that several accounts use, or whose number or address has the hash of one that another account uses; with
  /// them all others of that hash, used or not, so that the oldest is known.
  private static func meetings(in window: Window, asOf: Instant, _ use: PlaceUse) -> [Endpoint] {
    let endpoints = window.parties.endpoints
    let texts = window.texts
    let hashes = endpoints.map { texts.destinationHash(of: $0) }
    var first = HashUsers(capacity: endpoints.count)
    for (place, endpoint) in endpoints.enumerated() {
      let user = use.first[Int(endpoint.party)]
      if hashes[place] != 0 && user != PlaceUse.nobody { first.note(hashes[place], user) }
    }
    return endpoints.indices.compactMap { place in
      let endpoint = endpoints[place]
      if endpoint.addedAt.map({ $0 >= asOf }) ?? false { return nil }
      let isShared =
        use.first[Int(endpoint.party)] == PlaceUse.several
        || (hashes[place] != 0 && first.user(hashes[place]) == PlaceUse.several)
      return isShared ? endpoint : nil
    }
  }

  /// Adds what client users paid worker users of the same place. One more pass where a place has both.
  private mutating func addSelfPayments(_ window: Window, _ rows: Range<Int>) {
    var placesOf: [Party: [Int]] = [:]
    var ours = DenseSet(upTo: window.parties.count)
    for (number, place) in all.enumerated() {
      let clients = place.users.filter { window.parties.account($0)?.role == .client }
      if clients.isEmpty || clients.count == place.users.count { continue }
      for user in place.users { placesOf[user, default: []].append(number) }
      for client in clients { ours.insert(client) }
    }
    if placesOf.isEmpty { return }
    let table = window.transactions
    let (status, kind) = (table.status.span, table.kind.span)
    let (debtor, creditor) = (table.debtor.span, table.creditor.span)
    rows.forEach(marked: { ours.mark(debtor[$0]) }) { row in
      guard status[row] == .settled, kind[row].isPay else { return }
      let payee = window.parties.owner(creditor[row])
      if payee == debtor[row] || ours.contains(payee) { return }
      for number in placesOf[payee] ?? [] where placesOf[debtor[row]]?.contains(number) ?? false {
        all[number].selfPaid.append(row)
      }
    }
  }
}

/// The user of each hash, or that there are several: open addressing with linear probing, no objects.
private struct HashUsers {
  private var keys: [UInt64]
  private var users: [Int32]

  init(capacity: Int) {
    var size = 16
    while size < capacity * 2 { size *= 2 }
    keys = Array(repeating: 0, count: size)
    users = Array(repeating: PlaceUse.nobody, count: size)
  }

  mutating func note(_ hash: UInt64, _ user: Int32) {
    let slot = slot(of: hash)
    keys[slot] = hash
    PlaceUse.note(user, in: &users[slot])
  }

  func user(_ hash: UInt64) -> Int32 { users[slot(of: hash)] }

  private func slot(of hash: UInt64) -> Int {
    var slot = Int(truncatingIfNeeded: hash &* 0x9E37_79B9_7F4A_7C15 >> 20) & (keys.count - 1)
    while keys[slot] != 0 && keys[slot] != hash { slot = (slot + 1) & (keys.count - 1) }
    return slot
  }
}

extension TextTable {
  /// A hash of where an endpoint leads: equal for every spelling of its number or address; 0 when neither is long enough
  /// to tell anybody apart.
  fileprivate func destinationHash(of endpoint: Endpoint) -> UInt64 {
    let number = longHash(endpoint.accountNumber)
    return number != 0 ? number : longHash(endpoint.address)
  }

  private func longHash(_ text: Text) -> UInt64 {
    if text.isNone { return 0 }
    var letters = 0
    for byte in utf8(text) where foldedByte(byte) != nil {
      letters += 1
      if letters == 5 { return max(1, identifierHash(text)) }
    }
    return 0
  }
}
