import Detection
import Ledger
import Window

/// What a group of charges has in common; its raw value is part of the scheme's fingerprint.
enum ChargeTie: String {
  case initiator
  /// Payees with one payout destination or one holder.
  case destination
  /// One payee.
  case payee
  /// Payees under one descriptor.
  case descriptor
}

/// Charges of one payer that belong together, ascending in time.
struct ChargeGroup {
  let charges: [Charge]
  let tie: ChargeTie
  /// The initiator, a digest of the shared detail, the payee's identifier or the descriptor: does not change as the group grows.
  let value: String
  /// Whom the suspicion is about.
  let subject: String
}

/// Ties charges of one payer together by initiator, shared payout details, payee and descriptor.
struct ChargeGroups {
  let scope: Scope
  let details: SharedDetails
  let initiators: Initiators

  /// A descriptor seen with more payees of a payer than this is a common word.
  static let descriptorPayees = 3

  /// The connected groups of `charges`, which are one payer's, ascending in time. O(n α(n)).
  func groups(of charges: [Charge]) -> [ChargeGroup] {
    let stems = charges.map { stem($0.row) }
    var payees: [String: Set<Party>] = [:]
    for case (let stem?, let charge) in zip(stems, charges) { payees[stem, default: []].insert(charge.payee) }
    let common = Set(payees.filter { $0.value.count > Self.descriptorPayees }.keys)
    var shared: [Party: [Tie]] = [:]
    for payee in Set(charges.map(\.payee)) {
      shared[payee] = details.sharedByPayees(payee, in: scope.window).map {
        Tie(kind: .destination, value: $0.text)
      }
    }
    let ties = zip(charges, stems).map { charge, stem in
      keys(of: charge) + (shared[charge.payee] ?? [])
        + [stem].compactMap(\.self).filter { !common.contains($0) }.map { Tie(kind: .descriptor, value: $0) }
    }
    var parent = Array(charges.indices)
    func root(_ place: Int) -> Int {
      var place = place
      while parent[place] != place { place = parent[place] }
      return place
    }
    var first: [Tie: Int] = [:]
    for (place, keys) in ties.enumerated() {
      for key in keys {
        if let other = first[key] {
          let (left, right) = (root(other), root(place))
          parent[max(left, right)] = min(left, right)
        } else {
          first[key] = place
        }
      }
      parent[place] = root(place)
    }
    let members = Dictionary(grouping: charges.indices, by: root)
    return members.keys.sorted().compactMap { key in
      members[key].map { places in name(places.map { charges[$0] }, tied: places.map { ties[$0] }) }
    }
  }

  private struct Tie: Hashable {
    let kind: ChargeTie
    let value: String
  }

  private func keys(of charge: Charge) -> [Tie] {
    let window = scope.window
    var keys = [Tie(kind: .payee, value: window.id(charge.payee))]
    if let initiator = initiators.telling(charge) { keys.append(Tie(kind: .initiator, value: initiator)) }
    return keys
  }

  /// The letters of a descriptor, at least four: `CLOUD SVC 4471` and `Cloud-svc 4472` are both `cloudsvc`.
  private func stem(_ row: Int) -> String? {
    guard let reference = scope.window.transactions.reference[row] else { return nil }
    let letters = reference.unicodeScalars.filter { $0.properties.isAlphabetic }
    return letters.count < 4 ? nil : letters.reduce(into: "") { $0 += $1.properties.lowercaseMapping }
  }

  /// Names a group by what all its charges have in common, the least evadable first; a group held together only by a
  /// chain of ties, by the bytewise smallest payee.
  private func name(_ charges: [Charge], tied: [[Tie]]) -> ChargeGroup {
    let window = scope.window
    let smallestPayee = charges.map { window.id($0.payee) }.min(by: precedesBytewise) ?? ""
    func group(_ kind: ChargeTie, _ value: String, _ subject: String) -> ChargeGroup {
      ChargeGroup(charges: charges, tie: kind, value: value, subject: subject)
    }
    func only(_ kind: ChargeTie, onAll: Bool) -> String? {
      let values = tied.map { keys in keys.filter { $0.kind == kind }.map(\.value) }
      if onAll {
        return (values.first ?? []).sorted(by: precedesBytewise).first { value in
          values.allSatisfy { $0.contains(value) }
        }
      }
      let distinct = Set(values.joined())
      return distinct.count == 1 ? distinct.first : nil
    }
    if let initiator = only(.initiator, onAll: false) { return group(.initiator, initiator, initiator) }
    if let shared = only(.destination, onAll: true) {
      return group(.destination, digest(ofDetail: shared), holder(of: shared, by: charges) ?? smallestPayee)
    }
    if let payee = only(.payee, onAll: true) { return group(.payee, payee, payee) }
    if let stem = only(.descriptor, onAll: true) { return group(.descriptor, stem, smallestPayee) }
    return group(.payee, smallestPayee, smallestPayee)
  }

  /// The endpoint a shared destination is, or the first account that has the shared e-mail, phone or name.
  private func holder(of shared: String, by charges: [Charge]) -> String? {
    let keys = charges.first.flatMap { details.keys[$0.payee] } ?? []
    guard let key = keys.first(where: { $0.text == shared }) else { return nil }
    let party = key.isDestination ? details.endpoints[key]?.first : details.holders[key]?.first
    return party.map { scope.window.id($0) }
  }
}

/// Who started charges, and whether that says anything: a service account starts everybody's.
struct Initiators {
  private struct Use {
    var charges: [Party: Int] = [:]
    var payees: [Party: Set<Party>] = [:]
  }

  private var uses: [Initiator: Use] = [:]
  private var total: [Party: Int] = [:]
  private let window: Window

  init(in window: Window) { self.window = window }

  /// An initiator for this many payers, or for this many payees of one, is a service; so is one for
  /// ``manyPayees`` that starts most of a payer's charges.
  static let servicePayers = 3
  static let servicePayees = 8
  static let manyPayees = 4

  /// Counts a small charge of a payer looked at; established payees and authorised charges count as well.
  mutating func add(_ charge: Charge) {
    total[charge.payer, default: 0] += 1
    guard let initiator = window.transactions.initiator(charge.row) else { return }
    uses[initiator, default: Use()].charges[charge.payer, default: 0] += 1
    uses[initiator, default: Use()].payees[charge.payer, default: []].insert(charge.payee)
  }

  /// As these payers alone tell.
  func restricted(to isCounted: (Party) -> Bool) -> Initiators {
    var initiators = self
    initiators.uses = uses.mapValues { use in
      Use(
        charges: use.charges.filter { isCounted($0.key) }, payees: use.payees.filter { isCounted($0.key) })
    }
    return initiators
  }

  /// The worker account that started a charge.
  func worker(_ charge: Charge) -> Party? {
    window.transactions.initiator(charge.row)?.party.flatMap {
      window.parties.account($0)?.role == .worker ? $0 : nil
    }
  }

  /// The initiator's identifier, unless it is the payer, the payee or a service.
  func telling(_ charge: Charge) -> String? {
    guard let initiator = window.transactions.initiator(charge.row), let use = uses[initiator] else {
      return nil
    }
    if worker(charge) != nil { return window.id(initiator) }
    if let party = initiator.party {
      let owner = window.parties.owner(party)
      if owner == charge.payer || owner == charge.payee || window.parties.account(party)?.role == .platform {
        return nil
      }
    }
    let (mine, payees) = (use.charges[charge.payer] ?? 0, use.payees[charge.payer]?.count ?? 0)
    let isMost = mine * 2 > total[charge.payer] ?? 0
    let isService =
      use.charges.count >= Self.servicePayers || payees >= Self.servicePayees
      || (payees >= Self.manyPayees && isMost)
    return isService ? nil : window.id(initiator)
  }
}
