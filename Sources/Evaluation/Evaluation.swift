package import Detection
package import Ledger

/// An alert as far as evaluation looks at it.
package struct EvaluatedAlert: Sendable {
  package var detector: String
  package var subject: String
  package var severity: Severity
  package var headline: String
  package var firstSeenAt: Instant
  /// What all its evaluation points together looked at: `[windowFrom, windowTo)`.
  package var windowFrom: Instant
  package var windowTo: Instant
  /// Identifiers of all transactions it shows.
  package var shown: Set<String>
  /// Those of them that it rests on: all but what is shown for context.
  package var evidence: Set<String>

  package init(
    detector: String, subject: String, severity: Severity, headline: String, firstSeenAt: Instant,
    windowFrom: Instant, windowTo: Instant, shown: Set<String>, evidence: Set<String>
  ) {
    self.detector = detector
    self.subject = subject
    self.severity = severity
    self.headline = headline
    self.firstSeenAt = firstSeenAt
    self.windowFrom = windowFrom
    self.windowTo = windowTo
    self.shown = shown
    self.evidence = evidence
  }
}

/// A labelled transaction as the warehouse has it.
package struct LabelledPayment: Sendable {
  package var bookedAt: Instant
  /// In the reporting currency.
  package var amount: Money

  package init(bookedAt: Instant, amount: Money) {
    self.bookedAt = bookedAt
    self.amount = amount
  }
}

/// Alerts held against labels.
///
/// An alert *answers* a scheme when it is of the scheme's detector and its subject is one of the scheme's parties. An alert
/// that answers none is *beside the point* when its subject is a party of some scheme, since that party is no honest
/// account, and *false* otherwise.
package struct Evaluation: Sendable {
  /// One for each detector asked for, in that order.
  package private(set) var scores: [DetectorScore] = []
  /// All of them together; an account or look-alike that several detectors alert on counts once.
  package private(set) var total: DetectorScore
  /// Schemes that no alert answers, in the order of the labels.
  package private(set) var missed: [SchemeLabel] = []
  /// False alerts, in the order given, each with the look-alike that its subject belongs to.
  package private(set) var falseAlerts: [(alert: EvaluatedAlert, lookAlike: SchemeLabel?)] = []

  /// - Parameters:
  ///   - detectors: ids, in the order of the catalogue.
  ///   - accounts: identifiers of every account of the warehouse.
  ///   - payments: the labelled transactions, by identifier, as far as the warehouse has them.
  ///
  /// O(labels + alerts + their transactions).
  package init(
    _ alerts: [EvaluatedAlert], against labels: [SchemeLabel], detectors: [String], accounts: [String],
    payments: [String: LabelledPayment]
  ) {
    let schemes = labels.filter(\.isScheme)
    let lookAlikes = labels.filter { !$0.isScheme }
    let guilty = Set(schemes.flatMap(\.everybody))
    var lookAlike: [String: Int] = [:]
    for (place, label) in lookAlikes.enumerated() {
      for party in label.everybody where !guilty.contains(party) {
        if lookAlike[party] == nil || party == label.subjectID { lookAlike[party] = place }
      }
    }
    let honest = accounts.count { !guilty.contains($0) }
    let background = accounts.count { !guilty.contains($0) && lookAlike[$0] == nil }

    total = DetectorScore(detector: DetectorScore.all)
    var alertedOfAll: Set<Int> = []
    var scoreOf: [String: DetectorScore] = [:]
    for detector in detectors {
      var score = DetectorScore(detector: detector)
      let own = alerts.filter { $0.detector == detector }
      let answers = Answers(own, schemes.filter { $0.detector == detector })
      for scheme in answers.schemes {
        score.take(scheme.label, answeredBy: scheme.alerts.map { own[$0] }, payments)
        if scheme.alerts.isEmpty { missed.append(scheme.label) }
      }
      var alertedLookAlikes: Set<Int> = []
      for (place, alert) in own.enumerated() {
        let labels = answers.labels(ofAlert: place)
        if !labels.isEmpty {
          score.trueAlerts += 1
          score.takeEvidence(of: alert, labels: labels)
        } else if guilty.contains(alert.subject) {
          score.alertsBesideThePoint += 1
        } else {
          let place = lookAlike[alert.subject]
          score.takeFalse(alert, isBackground: place == nil)
          if let place { alertedLookAlikes.insert(place) }
          falseAlerts.append((alert, place.map { lookAlikes[$0] }))
        }
      }
      alertedOfAll.formUnion(alertedLookAlikes)
      // A look-alike is one detector's, whoever alerts on it.
      score.lookAlikes = lookAlikes.count { $0.detector == detector }
      scoreOf[detector] = score
    }
    for detector in detectors {
      guard var score = scoreOf[detector] else { continue }
      score.lookAlikesAlerted = alertedOfAll.count { lookAlikes[$0].detector == detector }
      (score.honestAccounts, score.backgroundAccounts) = (honest, background)
      scores.append(score)
      total.add(score, ofOneWarehouse: true)
    }
  }
}

/// Which alerts of one detector answer which of its schemes.
private struct Answers {
  private(set) var schemes: [(label: SchemeLabel, alerts: [Int])] = []
  private var schemesOfAlert: [Int: [Int]] = [:]

  init(_ alerts: [EvaluatedAlert], _ labels: [SchemeLabel]) {
    let bySubject = Dictionary(grouping: alerts.indices, by: { alerts[$0].subject })
    for (place, label) in labels.enumerated() {
      let found = Set(label.everybody.flatMap { bySubject[$0] ?? [] }).sorted()
      schemes.append((label, found))
      for alert in found { schemesOfAlert[alert, default: []].append(place) }
    }
  }

  func labels(ofAlert place: Int) -> [SchemeLabel] { (schemesOfAlert[place] ?? []).map { schemes[$0].label } }
}

extension SchemeLabel {
  /// The subject and all parties.
  var everybody: [String] { [subjectID] + partyIDs }
}
