import Evaluation
import Ledger

/// Gives everything its number in order of time, as a database would have, and writes it down as rows.
///
/// Members count from 10,001 and payments from 500,001; in the contract's text form a member is `M10001`, so that
/// nothing else can share its identifier.
struct Register {
  private let world: World
  private let memberNumber: [Int]
  private let paymentNumber: [Int]
  private let paymentOrder: [Int]
  private let memberOrder: [Int]

  /// Sorts and numbers. O(n log n).
  init(_ world: World) {
    self.world = world
    memberOrder = world.members.indices.sorted {
      (world.members[$0].joinedAt, $0) < (world.members[$1].joinedAt, $1)
    }
    paymentOrder = world.payments.indices.sorted { (world.payments[$0].at, $0) < (world.payments[$1].at, $1) }
    memberNumber = Self.places(memberOrder, from: 10_001)
    paymentNumber = Self.places(paymentOrder, from: 500_001)
  }

  private static func places(_ order: [Int], from first: Int) -> [Int] {
    var result = order
    for (place, index) in order.enumerated() { result[index] = first + place }
    return result
  }

  // MARK: Labels

  /// The claims as labels.
  func labels() -> [SchemeLabel] {
    var drafts = world.claims.map { label($0) }
    drafts.sort {
      ($0.isScheme ? 0 : 1, $0.firstAt, $0.detector, $0.subjectID, $0.story)
        < ($1.isScheme ? 0 : 1, $1.firstAt, $1.detector, $1.subjectID, $1.story)
    }
    let schemes = drafts.count { $0.isScheme }
    for place in drafts.indices {
      let number = place < schemes ? place + 1 : place - schemes + 1
      let digits = String(number)
      let width = String(max(schemes, drafts.count - schemes)).count
      drafts[place].schemeID =
        (place < schemes ? "S" : "L") + String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
    return drafts
  }

  private func label(_ claim: Claim) -> SchemeLabel {
    let payments = claim.payments.sorted { paymentNumber[$0] < paymentNumber[$1] }
    let times = (payments.map { world.payments[$0].at } + claim.moments).sorted()
    return SchemeLabel(
      schemeID: "", detector: claim.detector, difficulty: claim.difficulty, story: claim.story,
      subjectID: id(claim.subject),
      partyIDs: claim.parties.map { id($0) }, transactionIDs: payments.map { String(paymentNumber[$0]) },
      amount: Money(micros: Int64(claim.cents ?? payments.reduce(0) { $0 + world.cents($1) }) * 10_000),
      firstAt: times.first ?? world.life.start,
      lastAt: times.last ?? world.life.start, mustBeFoundBy: claim.mustBeFoundBy)
  }

  /// The contract's text form of an account or endpoint.
  private func id(_ node: Node) -> String {
    switch node {
    case .member(let member): "M\(memberNumber[member])"
    case .destination(let destination): world.destinations[destination].uuid
    }
  }

  // MARK: Tables

  /// The tables of `sql/demo/platform.sql`.
  func tables() -> [DemoTable] {
    [
      currencies(), members(), destinations(), approvals(), payments(), requests(), changes(), rates(),
      logins(), activities(),
    ]
  }

  private func currencies() -> DemoTable {
    DemoTable(
      name: "platform.currency", columns: ["code", "minor_unit"],
      rows: Currency.allCases.map { [$0.rawValue, $0.minorUnit] })
  }

  private func members() -> DemoTable {
    DemoTable(
      name: "platform.member",
      columns: [
        "member_no", "legal_form", "side", "display_name", "home_country", "state", "joined_at",
        "kyc_passed_at", "left_at",
        "email", "phone",
      ],
      rows: memberOrder.map { index in
        let member = world.members[index]
        return [
          String(memberNumber[index]), member.isCompany ? "company" : "person", member.side.rawValue,
          member.name,
          member.country, member.state, member.joinedAt.description, member.verifiedAt?.description,
          member.leftAt?.description, member.email, member.phone,
        ]
      })
  }

  private func destinations() -> DemoTable {
    let order = world.destinations.sorted { ($0.addedAt, $0.uuid) < ($1.addedAt, $1.uuid) }
    return DemoTable(
      name: "platform.payout_destination",
      columns: [
        "destination_id", "rail", "member_no", "name_on_it", "institution", "swift", "national_code",
        "number_on_it",
        "card_bin", "country", "chain", "chain_address", "registered_at",
      ],
      rows: order.map { it in
        [
          it.uuid, it.rail, it.member.map { String(memberNumber[$0]) }, it.name, it.institution, it.bic,
          it.nationalCode,
          it.number, it.cardBIN, it.country, it.chain, it.address, it.addedAt.description,
        ]
      })
  }

  private func approvals() -> DemoTable {
    DemoTable(
      name: "platform.approval",
      columns: [
        "approval_no", "payer_no", "payee_no", "document", "limit_minor", "currency", "every_days",
        "valid_from", "valid_to",
      ],
      rows: world.approvals.enumerated().map { number, it in
        [
          String(number + 1), String(memberNumber[it.payer]), it.payee.map { String(memberNumber[$0]) },
          it.kind,
          it.minor.map { String($0) }, it.currency.rawValue, it.intervalDays.map { String($0) },
          it.from.description,
          it.to?.description,
        ]
      })
  }

  private func payments() -> DemoTable {
    DemoTable(
      name: "platform.payment",
      columns: [
        "payment_no", "booked_at", "from_member", "from_destination", "to_member", "to_destination",
        "amount_minor",
        "currency", "purpose", "state", "memo", "approval_no", "started_by",
      ],
      rows: paymentOrder.map { index in
        let it = world.payments[index]
        let (fromMember, fromDestination) = ends(it.from)
        let (toMember, toDestination) = ends(it.to)
        return [
          String(paymentNumber[index]), it.at.description, fromMember, fromDestination, toMember,
          toDestination,
          String(it.minor), it.currency.rawValue, it.purpose.rawValue, it.state.rawValue, it.memo,
          it.approval.map { String($0 + 1) }, it.startedBy.map { String(memberNumber[$0]) },
        ]
      })
  }

  private func ends(_ node: Node) -> (member: String?, destination: String?) {
    switch node {
    case .member(let member): (String(memberNumber[member]), nil)
    case .destination(let destination): (nil, world.destinations[destination].uuid)
    }
  }

  private func requests() -> DemoTable {
    let order = world.requests.filter { $0.at >= world.life.start && $0.at < world.life.end }
      .sorted { ($0.at, $0.uuid) < ($1.at, $1.uuid) }
    return DemoTable(
      name: "platform.payout_request",
      columns: [
        "request_id", "member_no", "asked_at", "destination_id", "rail", "asset", "chain", "chain_address",
        "amount_minor",
        "currency", "state", "note",
      ],
      rows: order.map { it in
        [
          it.uuid, String(memberNumber[it.member]), it.at.description,
          it.destination.map { world.destinations[$0].uuid },
          it.rail, it.asset, it.chain, it.address, String(it.minor), it.currency.rawValue, it.state,
          it.message,
        ]
      })
  }

  private func changes() -> DemoTable {
    let order = world.changes.enumerated().sorted { ($0.element.at, $0.offset) < ($1.element.at, $1.offset) }
    return DemoTable(
      name: "platform.detail_change",
      columns: [
        "change_no", "member_no", "changed_at", "what", "before", "after", "destination_id", "changed_by",
        "batch",
      ],
      rows: order.map(\.element).filter { $0.at >= world.life.start && $0.at < world.life.end }.enumerated()
        .map {
          number, it in
          [
            String(number + 1), String(memberNumber[it.member]), it.at.description, it.field, it.before,
            it.after,
            it.destination.map { world.destinations[$0].uuid }, it.actor, it.batch,
          ]
        })
  }

  private func rates() -> DemoTable {
    let life = world.life
    let days = (-Rates.lead..<life.days).filter { life.isBusinessDay($0) }
    return DemoTable(
      name: "platform.fx_rate", columns: ["quoted_on", "currency", "usd_micros"],
      rows: days.flatMap { day in
        Currency.allCases.filter { $0 != .usd }.map {
          [life.at(day).date, $0.rawValue, String(world.rates.rate(of: $0, on: life.at(day)))]
        }
      })
  }

  private func logins() -> DemoTable {
    let order = world.logins.sorted { ($0.at, $0.member) < ($1.at, $1.member) }
    return DemoTable(
      name: "platform.login",
      columns: ["login_no", "member_no", "started_at", "ended_at", "ip", "ip_country", "device", "port"],
      rows: order.enumerated().map { number, it in
        [
          String(number + 1), String(memberNumber[it.member]), it.at.description,
          min(it.at + .seconds(Int64(it.minutes * 60)), world.life.end).description, it.ip, it.country,
          it.device, String(it.port),
        ]
      })
  }

  private func activities() -> DemoTable {
    let order = world.activities.enumerated().sorted {
      ($0.element.at, $0.offset) < ($1.element.at, $1.offset)
    }
    return DemoTable(
      name: "platform.activity",
      columns: [
        "activity_no", "happened_at", "member_no", "buyer_no", "what", "score_or_note", "content_digest",
      ],
      rows: order.enumerated().map { number, item in
        let it = item.element
        return [
          String(number + 1), it.at.description, String(memberNumber[it.member]),
          it.buyer.map { String(memberNumber[$0]) },
          it.kind, it.value, it.digest,
        ]
      })
  }
}
