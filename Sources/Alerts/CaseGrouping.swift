package import Ledger

/// Which alerts belong together, and how that came about.
///
/// Alerts that share a tie are one case (``Tie`` says which ties count). The evidence is gone through in the order of the
/// evaluation points that first saw it, so every case has a history: it is founded by an alert, others join it, and two
/// cases that turn out to have something in common become one, which goes on under the older one's id. All of it is a
/// function of the alerts and their ties, not of the runs that wrote them.
package struct CaseGrouping: Sendable {
  /// How an alert that did not found its case came to it.
  package struct Joining: Hashable, Sendable {
    /// The evaluation point that first saw what they share.
    package let at: Instant
    /// The alert that had founded the case joined then.
    package let founder: String
    /// A clause: `both lead to E1204`.
    package let because: String

    package init(at: Instant, founder: String, because: String) {
      self.at = at
      self.founder = founder
      self.because = because
    }
  }

  /// Alerts of one case by the alert that founded it, ascending by (first seen, id): the founder comes first.
  package let cases: [String: [String]]
  /// By alert; founders of a case have none.
  package let joinings: [String: Joining]

  /// Groups the alerts, given by id with the evaluation point that first saw each, by their shared ties.
  ///
  /// Ties of an alert that is not given are passed over. O(alerts + ties), but for sorting.
  package init(firstSeenAt: [String: Instant], ties: [Tie]) {
    let alerts = firstSeenAt.sorted { ($0.value, $0.key) < ($1.value, $1.key) }.map(\.key)
    let places = Dictionary(uniqueKeysWithValues: alerts.enumerated().map { ($1, $0) })
    var forest = Forest(count: alerts.count)
    var joinings: [String: Joining] = [:]
    // The first alert that had a tie: all others meet there.
    var holders: [String: Int] = [:]
    var joinedNow: [(founder: Int, tie: Tie)] = []
    func settle() {
      // Only now, as what was joined may itself have joined another at the same point.
      for (founder, tie) in joinedNow {
        joinings[alerts[founder]] = Joining(
          at: tie.firstSeenAt, founder: alerts[forest.root(of: founder)], because: tie.because)
      }
      joinedNow = []
    }
    for tie in ties.sorted(by: Tie.inOrder) where tie.sharedBy.map({ $0 <= Tie.crowdLimit }) ?? false {
      guard let place = places[tie.alertID] else { continue }
      if let first = joinedNow.first, first.tie.firstSeenAt != tie.firstSeenAt { settle() }
      guard let holder = holders[tie.value] else {
        holders[tie.value] = place
        continue
      }
      if let founder = forest.join(place, holder) { joinedNow.append((founder, tie)) }
    }
    settle()
    var cases: [String: [String]] = [:]
    for (place, alert) in alerts.enumerated() {
      cases[alerts[forest.root(of: place)], default: []].append(alert)
    }
    self.cases = cases
    self.joinings = joinings
  }

  /// The id of the case an alert founds: the same in every database.
  package static func caseID(foundedBy alertID: String) -> String {
    SchemeKey(detector: "case", subject: alertID, fingerprint: []).alertID
  }
}

/// Union-find with path halving; the root of a tree is its smallest member.
///
/// Source: Tarjan, van Leeuwen, "Worst-case analysis of set union algorithms" (1984). Rooting at the smallest member
/// instead of by rank costs O(log n) amortised a step.
private struct Forest {
  private var parent: [Int]

  init(count: Int) { parent = Array(0..<count) }

  mutating func root(of member: Int) -> Int {
    var place = member
    while parent[place] != place {
      parent[place] = parent[parent[place]]
      place = parent[place]
    }
    return place
  }

  /// Makes two trees one. Returns the root that is none any more; nil when they were one already.
  mutating func join(_ left: Int, _ right: Int) -> Int? {
    let (one, other) = (root(of: left), root(of: right))
    if one == other { return nil }
    parent[max(one, other)] = min(one, other)
    return max(one, other)
  }
}
