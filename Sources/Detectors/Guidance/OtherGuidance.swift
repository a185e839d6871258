import Detection

/// Publications that detectors cite besides. They are not gone through whole: only what is cited is here.
extension Guidance {
  static let others = [
    Section(
      "FBI, 2025", .redFlag, [fbi2025],
      [
        .seen(
          "shared-or-changing-accounts", "payment accounts that several employees share, or that change often"
        )
      ]),
    Section(
      "Guidance of 2022, outside its pages of red flags", .redFlag, [itWorkers2022],
      [.seen("several-jobs", "one worker holds several jobs, or is several persons, at the same time")]),
    Section(
      "US Department of the Treasury", .redFlag, [treasury, lawFirm2025],
      [.seen("state-takes-wages", "the state withholds up to 90 percent of what its workers abroad earn")]),
    Section(
      "OFAC", .redFlag, [ofac, lawFirm2025],
      [
        .seen(
          "dealing-with-designated",
          "dealings with designated persons, banks and wallets: liability is strict")
      ]),
    Section(
      "FinCEN, 2019", .redFlag, [finCEN2019],
      [
        .seen(
          "many-sources-one-exchange",
          "deposits from many sources that add up to nearly what leaves for one exchange shortly after")
      ]),
    Section(
      "FATF, 2020", .redFlag, [fatf2020],
      [
        .seen("moved-on-at-once", "virtual assets that move on at once and almost whole"),
        .seen("new-and-emptied", "a new account that takes in much and is emptied within a short time"),
      ]),
    Section(
      "FFIEC", .redFlag, [ffiec],
      [
        .seen(
          "no-goods-or-services",
          "transfers that repeat in a pattern, without a link to contract, goods or services"
        ),
        .seen("pooled-and-sent-on", "many small transfers that are pooled in one account and sent on"),
      ]),
  ]
}
