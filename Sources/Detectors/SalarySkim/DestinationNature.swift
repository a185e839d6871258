import Detection
import Ledger
import Window

/// What a destination of an earner's pay is, as far as the warehouse tells.
struct DestinationNature {
  /// Whether earner and destination have an e-mail or phone in common: a household.
  let isKin: Bool
  /// Whether a private destination and the earner have a name in common.
  let sharesName: Bool
  /// Whether lists link it to the PRC, and the earner declares to be somewhere else.
  let isListedAbroad: Bool
  /// Whether it holds virtual currency.
  let isVirtual: Bool
  /// Whether it is in another country than the earner declares.
  let isAbroad: Bool
  /// A company: with history, such as a landlord or lender, or without.
  let isEstablished: Bool
  let isYoungCompany: Bool

  init(_ diversion: PassedShare, in window: Window, tenure: Span) {
    let table = window.transactions
    let owner = window.parties.account(window.parties.owner(diversion.place))
    let places = Set(diversion.payments.map { table.creditor[$0] }).sorted()
    let first = diversion.payments.first.map { Instant(micros: table.bookedAt[$0]) } ?? Instant(micros: 0)
    let declared = window.country(diversion.account)
    let countries = places.map { window.countryPaid(at: $0) }
    isAbroad = declared != nil && countries.contains { $0 != nil && $0 != declared }
    let classes = Set(places.compactMap { window.classification.sinkClass($0) })
    let isHome = countries.allSatisfy { $0 != nil && $0 == declared }
    isListedAbroad = !classes.subtracting([.exchange]).isEmpty && !isHome
    isVirtual =
      classes.contains(.exchange)
      || places.contains { window.parties.endpoint($0)?.kind.isCrypto ?? false }
    let isCompany = owner?.role == .vendor || owner?.holderType == .organisation
    let isOld = owner?.openedAt.map { $0 + tenure <= first } ?? false
    isEstablished = isCompany && isOld && classes.isEmpty
    isYoungCompany = isCompany && !isOld
    guard let earner = window.parties.account(diversion.account), let owner, owner.party != earner.party
    else {
      (isKin, sharesName) = (false, false)
      return
    }
    let contacts = { (account: Account) in
      Set(DetailKey.holders(of: account, in: window).filter { $0.kind != .name })
    }
    isKin = !contacts(earner).isDisjoint(with: contacts(owner))
    let names = [earner, owner].map { window.text($0.holderName).map(comparableName) ?? [] }
    sharesName = !isCompany && haveCommonPart(names[0], names[1])
  }
}
