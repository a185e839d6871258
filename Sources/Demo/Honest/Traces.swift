import Ledger

/// What people leave behind besides money: sessions, bids, ratings, finished work.
extension World {
  /// Adds logins from the declared country, and bids, acceptances, milestones and ratings around every engagement.
  mutating func leaveTraces() {
    var random = random(for: "traces")
    for member in members.indices where members[member].side == .talent {
      let device = "dev-" + random.hex(12)
      let network = "\(random.number(11...198)).\(random.below(256)).\(random.below(256))"
      for _ in 0..<random.number(2...7) {
        let at = life.office(random.below(life.days), &random)
        guard at > members[member].joinedAt else { continue }
        logins.append(
          Login(
            member: member, at: at, minutes: random.number(3...400),
            ip: "\(network).\(random.number(1...254))",
            country: members[member].country, device: device))
      }
    }
    for work in engagements {
      let opened = life.at(work.days.lowerBound) - .days(6)
      func note(_ at: Instant, _ kind: String, _ value: String? = nil, _ digest: String? = nil) {
        guard at >= life.start, at < life.end else { return }
        activities.append(
          Activity(at: at, member: work.talent, buyer: work.buyer, kind: kind, value: value, digest: digest))
      }
      note(opened, "bid", nil, random.hex(16))
      note(opened + .days(2), "bid_accepted")
      for month in 0..<max(work.days.count / 60, 1) {
        let done = life.office(work.days.lowerBound + month * 60 + 20, &random)
        note(done, "milestone", "done", random.hex(16))
        if work.rhythm == .milestones { note(done + .hours(3), "payment_request") }
      }
      note(life.office(work.days.upperBound - 1, &random), "rating", String(random.number(3...5)))
    }
  }
}
