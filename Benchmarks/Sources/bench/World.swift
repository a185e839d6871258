import Ledger

/// A payments platform of any size, made up from a seed: accounts that pay each other and outside endpoints, a few of
/// which are sinks, with planted chains from payers through intermediaries to sinks.
///
/// Parties are numbered: accounts first, endpoints after them. Everything but the planted chains is computed by place
/// (``Chance``), so a world of fifty million transactions needs no memory.
struct World {
  let transactions: Int
  let accounts: Int
  /// How many of a thousand endpoints are sinks.
  let sinksPerMille: Int
  let chance: Chance
  /// The account that registered each endpoint.
  let owner: [Int32]
  /// Rows of the planted chains, ascending in time, and the endpoints they end in.
  private let planted: [Row]
  private let plantedSinks: Set<Int>

  static let end = Instant(year: 2026, month: 6, day: 1)
  static let span = Span.days(90)
  static var begin: Instant { end - span }

  /// One account in four has an endpoint of its own.
  var endpoints: Int { owner.count }
  var parties: Int { accounts + endpoints }
  var authorisations: Int { max(1, accounts / 5) }

  /// One transaction.
  struct Row {
    var at: Int64
    var debtor: Int
    var creditor: Int
    /// Of the booked currency.
    var cents: Int64
    var kind: TransactionKind
    var status: TransactionStatus
    /// Place of the authorisation, or -1.
    var authorisation: Int
  }

  init(transactions: Int, accounts: Int, sinksPerMille: Int, seed: UInt64) {
    self.transactions = transactions
    self.accounts = accounts
    self.sinksPerMille = sinksPerMille
    chance = Chance(seed: seed)
    let endpoints = accounts / 4
    var owner = Array(repeating: Int32(0), count: endpoints)
    for rank in 0..<endpoints {
      owner[Self.place(rank: rank, of: endpoints)] = Int32(Self.place(rank: 4 * rank, of: accounts))
    }
    self.owner = owner
    planted = Self.chains(transactions / 20_000, accounts: accounts, endpoints: endpoints, chance)
    plantedSinks = Set(planted.map(\.creditor).filter { $0 >= accounts })
  }

  // MARK: Endpoints

  /// The class of a sink, or nil.
  func sinkClass(endpoint: Int) -> SinkClass? {
    if plantedSinks.contains(accounts + endpoint) { return .prcBank }
    guard chance.below(1000, .isSink, endpoint) < sinksPerMille else { return nil }
    return switch chance.below(100, .sinkClass, endpoint) {
    case 0: .exchange
    case 1..<10: .hkMoBank
    case 10..<30: .prcWallet
    default: .prcBank
    }
  }

  // MARK: Transactions

  /// Every transaction, ascending in time, with its number from 0.
  func forEachRow(_ body: (Int, Row) throws -> Void) rethrows {
    let honest = transactions - planted.count
    var (next, number) = (0, 0)
    for index in 0..<honest {
      let row = row(index, of: honest)
      while next < planted.count, planted[next].at <= row.at {
        try body(number, planted[next])
        (next, number) = (next + 1, number + 1)
      }
      try body(number, row)
      number += 1
    }
    for row in planted[next...] {
      try body(number, row)
      number += 1
    }
  }

  /// Who pays and who is paid under an authorisation, and at most how much.
  func authorisation(_ place: Int) -> (payer: Int, payee: Int, limitCents: Int64) {
    let payer = popular(accounts, .payer, place)
    let payee = popular(accounts, .payee, place)
    return (
      payer, payee == payer ? (payee + 1) % accounts : payee, Int64(500 + chance.below(20_000, .limit, place))
    )
  }

  /// One of so many, whose popularity falls as a power of its rank.
  ///
  /// The cube of a uniform number has density x^(-2/3), so degrees have a power-law tail of exponent 2.5, the kind payment
  /// networks have (Soramäki et al., "The topology of interbank payment flows", 2007); the most popular of a million has one
  /// dealing in a hundred.
  private func popular(_ count: Int, _ stream: Chance.Stream, _ index: Int) -> Int {
    let uniform = chance.fraction(stream, index)
    return Self.place(rank: Int(Double(count) * uniform * uniform * uniform), of: count)
  }

  /// Strews ranks over the places, as they are over a real table; alike in every role, so whoever pays much is paid much.
  private static func place(rank: Int, of count: Int) -> Int { rank * 1_000_000_007 % count }

  /// Transactions are spread evenly over the span, in whole seconds: at ten million a second has one or two.
  private func row(_ index: Int, of count: Int) -> Row {
    let second = Int64(Self.span.micros / 1_000_000) * Int64(index) / Int64(count)
    var row = Row(
      at: Self.begin.micros + second * 1_000_000, debtor: 0, creditor: 0, cents: 0, kind: .transfer,
      status: .settled,
      authorisation: -1)
    switch chance.below(100, .status, index) {
    case 0: row.status = .pending
    case 1: row.status = .failed
    case 2: row.status = .reversed
    default: break
    }
    switch chance.below(100, .shape, index) {
    case 0..<15:  // a charge under an authorisation
      row.kind = .charge
      row.authorisation = popular(authorisations, .authorisation, index)
      (row.debtor, row.creditor, row.cents) = authorisation(row.authorisation)
      return row
    case 15..<40:  // to an endpoint of one's own
      let endpoint = popular(endpoints, .creditor, index)
      row.kind = .payout
      (row.debtor, row.creditor) = (Int(owner[endpoint]), accounts + endpoint)
    case 40..<50:  // from there
      let endpoint = popular(endpoints, .debtor, index)
      row.kind = .topup
      (row.debtor, row.creditor) = (accounts + endpoint, Int(owner[endpoint]))
    default:
      row.debtor = popular(accounts, .debtor, index)
      row.creditor = popular(accounts, .creditor, index)
    }
    row.cents = cents(chance.number(.amount, index))
    return row
  }

  // MARK: Planted chains

  /// Chains of two to four intermediaries, three payments down each, a day or less and a few per cent at each hop.
  private static func chains(_ count: Int, accounts: Int, endpoints: Int, _ chance: Chance) -> [Row] {
    var rows: [Row] = []
    for chain in 0..<count {
      var stations = [chance.below(accounts, .plantedPayer, chain)]
      for mule in 0..<2 + chain % 3 {
        stations.append(chance.below(accounts, .plantedMule, chain * 8 + mule))
      }
      let sink = accounts + chance.below(endpoints, .plantedSink, chain)
      for payment in 0..<3 {
        let place = chain * 4 + payment
        var at = begin.micros + Int64(chance.below(80 * 86_400, .plantedAt, place)) * 1_000_000
        var cents = Int64(200_000 + chance.below(700_000, .plantedAmount, place))
        for (hop, debtor) in stations.enumerated() {
          let isLast = hop == stations.count - 1
          rows.append(
            Row(
              at: at, debtor: debtor, creditor: isLast ? sink : stations[hop + 1], cents: cents,
              kind: isLast ? .payout : .transfer, status: .settled, authorisation: -1))
          at += Int64(3600 + chance.below(23 * 3600, .plantedRest, place * 8 + hop)) * 1_000_000
          cents -= cents * Int64(1 + chance.below(3, .plantedKept, place * 8 + hop)) / 100
        }
      }
    }
    return rows.sorted { ($0.at, $0.debtor, $0.creditor) < ($1.at, $1.debtor, $1.creditor) }
  }
}

/// From 1.00 to 8,191.99, small amounts as likely as large ones: the bits of a number decide size and figures.
private func cents(_ number: UInt64) -> Int64 {
  let scale = Int64(1) << Int64(number >> 60 & 15) % 13
  return 100 * scale + (Int64(number & 0xFFFF_FFFF) * 100 * scale) >> 32
}
