import Evaluation
import Ledger

/// Workers whose accounts end, and who are there again under other names.
extension World {
  /// Three of them, from plain to careful.
  mutating func comeBack() {
    var random = random(for: "successors")
    comeBackAtOnce(&random)
    comeBackAtOneBank(&random)
    comeBackPrepared(&random)
  }

  /// Gives the new account a name that is nothing like the old one's.
  private mutating func rename(_ new: Int, unlike old: Int, _ random: inout Random) {
    members[new].name = Names.person(unlike: members[old].name, &random)
    for it in members[new].destinations { destinations[it.destination].name = members[new].name }
  }

  private mutating func note(
    _ difficulty: Difficulty, _ story: String, _ old: Int, _ new: Int, _ paid: [Int], opened: Instant,
    by deadline: Instant
  ) {
    let places = (members[old].destinations + members[new].destinations).map {
      Node.destination($0.destination)
    }
    claims.append(
      Claim(
        detector: "replacement-account", difficulty: difficulty, story: story, subject: .member(new),
        parties: [.member(old)] + places, payments: paid, moments: [opened], mustBeFoundBy: deadline))
  }

  /// A worker that is paid until its account ends, and withdraws.
  private mutating func openEnding(in country: String, day: Int, until end: Int, _ random: inout Random) -> (
    worker: Int, employer: Int?
  ) {
    let worker = openOperative(in: country, day: day, habit: .eager, &random)
    let wages = hire(worker, cents: random.number(32...46) * 10_000, from: day + 20, to: end - 4, &random)
    guard let wage = wages.first, case .member(let employer) = payments[wage].from else {
      return (worker, nil)
    }
    return (worker, employer)
  }

  /// Closed; three days later another name with the same telephone goes on for the same employer.
  private mutating func comeBackAtOnce(_ random: inout Random) {
    let (old, employer) = openEnding(in: "US", day: 170, until: 300, &random)
    members[old].state = "closed"
    members[old].leftAt = life.at(300, 9, 30)
    let new = openOperative(in: "US", day: 303, habit: .eager, &random)
    rename(new, unlike: old, &random)
    members[new].phone = members[old].phone
    let paid = hire(new, cents: random.number(32...46) * 10_000, from: 310, by: employer, &random)
    note(
      .easy, "P3 closed, three days later the same telephone and employer", old, new, paid,
      opened: members[new].joinedAt,
      by: members[new].joinedAt)
  }

  /// Suspended, without a date; five weeks on, another name is paid at the same bank account by somebody else.
  private mutating func comeBackAtOneBank(_ random: inout Random) {
    let (old, _) = openEnding(in: "RO", day: 190, until: 290, &random)
    members[old].state = "on_hold"
    let new = openOperative(in: "PL", day: 318, habit: .eager, &random)
    rename(new, unlike: old, &random)
    var same = destinations[members[old].destinations[0].destination]
    same.uuid = random.uuid()
    same.member = new
    same.name = members[new].name
    same.addedAt = members[new].joinedAt
    destinations.append(same)
    members[new].destinations = [(members[new].joinedAt, destinations.count - 1)]
    let paid = hire(new, cents: random.number(30...40) * 10_000, from: 326, &random)
    note(
      .typical, "suspended, another name at the same bank account", old, new, paid,
      opened: members[new].joinedAt,
      by: members[new].joinedAt)
  }

  /// Opened three weeks before the end in another country, with the same mailbox and a wallet.
  private mutating func comeBackPrepared(_ random: inout Random) {
    let (old, _) = openEnding(in: "GB", day: 200, until: 330, &random)
    members[old].state = "closed"
    members[old].leftAt = life.at(330, 14)
    let new = openOperative(in: "UA", day: 310, habit: .eager, &random)
    rename(new, unlike: old, &random)
    members[new].email = members[old].email.uppercased()
    _ = crypto(of: new, added: life.at(333), &random)
    let paid = hire(new, cents: random.number(30...44) * 10_000, from: 336, &random)
    note(
      .evasive, "prepared three weeks before the end, only the mailbox stays", old, new, paid,
      opened: members[new].joinedAt, by: life.at(330, 14))
  }
}
