import Detection
import Ledger
import Window

/// One place at which several accounts are paid.
struct SharedPlace {
  /// Everything in the warehouse that leads there, ascending by (added_at, identifier).
  let endpoints: [Endpoint]
  /// Who is paid there or registered it, ascending by identifier bytewise.
  let users: [Party]
  /// Rows of settled payouts to it, ascending.
  let payouts: [Int]
  /// Rows by which accounts were topped up from it, ascending.
  let topUps: [Int]
  /// Rows by which one user, a client, paid another, a worker, ascending.
  var selfPaid: [Int] = []

  /// Whether two users have an e-mail or phone in common to the letter: most that share anything are couples.
  func isHousehold(in window: Window) -> Bool {
    guard users.count == 2, let one = window.parties.account(users[0]),
      let other = window.parties.account(users[1])
    else { return false }
    return (!one.phone.isNone && one.phone == other.phone) || (!one.email.isNone && one.email == other.email)
  }

  /// Whether one of the endpoints is in a name unlike one user's.
  func isInOtherNames(in window: Window, likeness: Int64) -> Bool {
    users.compactMap { window.parties.account($0) }.contains { user in
      endpoints.contains { !window.isInName($0, of: user, likeness: likeness) }
    }
  }

  /// Who registered it, and when.
  func records(in window: Window) -> [RecordEvidence] {
    endpoints.compactMap { endpoint in
      endpoint.owner.map { owner in
        RecordEvidence(
          relation: .endpoints, recordID: window.id(endpoint.party),
          at: endpoint.addedAt ?? Instant(micros: 0),
          summary: "\(window.id(owner)) registered this \(endpoint.kind.words).")
      }
    }
  }
}
