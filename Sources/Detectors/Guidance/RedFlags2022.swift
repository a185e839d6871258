import Detection

/// The page of red flags of the guidance of 2022: nine for platforms, fifteen for employers. The summary of 2025 repeats
/// every one of them.
extension Guidance {
  static let redFlags2022 = [
    Section(
      "Red flags for freelance platforms and payment platforms", .redFlag, [itWorkers2022, lawFirm2025],
      [
        .seen(
          "logins-from-many-places",
          "one account is entered from several addresses within a short time, above all from different countries"
        ),
        .seen(
          "one-address-many-accounts", "developers enter several accounts of one platform from one address"),
        .seen("sessions-of-days", "a developer stays logged in for a day or longer without a break"),
        .partly(
          "remote-desktop-ports",
          "signs of remote-desktop software, such as port 3389, where it is not the usual way to work",
          unseen: """
            Only ports that the platform's log of logins records are seen; software that goes through port 443 and the \
            settings of routers are not.
            """),
        .seen(
          "paying-oneself",
          "a made-up client lifts a developer's ratings, and both are paid out to one payment account: the developer pays itself"
        ),
        .seen(
          "shared-templates",
          "documents and messages made from templates, above all the same templates in several developers' accounts"
        ),
        .seen(
          "ratings-by-one-client",
          "one client rates several developers highly within a short time, and the same documents stand behind the accounts"
        ),
        .seen("bids-without-success", "a developer bids on very many projects and is seldom accepted"),
        .seen(
          "transfers-to-the-prc",
          "money leaves by payment platform again and again, above all for banks in the PRC, at times by way of companies that hide where it ends"
        ),
      ]),
    Section(
      "Red flags for companies that employ freelance developers", .redFlag, [itWorkers2022, lawFirm2025],
      [
        .seen(
          "another-account",
          "an account is shut down, or the worker asks to be paid at another one, above all in a different name"
        ),
        .partly(
          "prc-payment-services", "digital payment services are used, in particular those linked to the PRC",
          unseen: """
            A payment service by itself is how most freelancers are paid, and no signal; only services that a list links \
            to the PRC count.
            """),
        .partly(
          "details-that-disagree",
          "names, places of work, contact details and other facts differ between profiles, papers and payment accounts",
          unseen: """
            The contract has names, declared countries, e-mails, phones and the holders of payout details, and these are \
            compared. Careers, education, portfolios and social media are in no payments warehouse. Nationality is \
            deliberately not used.
            """),
        .unseen(
          "thin-profiles", "portfolios, social media or developer profiles that are strangely simple",
          because: "Profiles and web pages are not part of a payments warehouse."),
        .unseen(
          "executives-who-call",
          "somebody who claims to lead a software company offers services without being asked",
          because: "Messages and calls before there is a contract leave no payment and no event."),
        .unseen(
          "leaving-the-platform", "the worker wants to talk on another channel than the platform's",
          because: """
            Conversations are not in the contract: platform events carry digests of messages, not their text.
            """),
        .unseen(
          "goods-to-another-address",
          "papers or a laptop are to be sent to an address that the worker's papers do not show",
          because: """
            Shipments are not payments. A changed postal address is read with other contact details, but no record says \
            what was to be sent where.
            """),
        .seen(
          "asking-for-virtual-currency",
          "the worker wants virtual currency, past the checks of banks and the formal financial system"),
        .partly(
          "pay-without-milestones", "pay is asked for although no milestone was reached and no meeting held",
          unseen: "Milestones and requests are platform events; meetings are recorded nowhere."),
        .unseen(
          "absent-at-work-hours", "the worker cannot do business in the hours the work requires",
          because: """
            Which hours a contract requires is not recorded, and hours of logins alone tell a night worker from an absent \
            one in neither direction.
            """),
        .partly(
          "changing-contacts", "contact details are wrong or keep changing, phones and e-mails in particular",
          unseen: """
            A change of contact details adds to an alert about payout details and opens none; whether a phone or e-mail \
            is wrong cannot be seen from the warehouse.
            """),
        .unseen(
          "biography-of-another", "what the applicant tells of itself does not fit the person",
          because: "Applications and interviews are not in a payments warehouse."),
        .unseen(
          "unfinished-tasks", "tasks are late, or not answered at all",
          because: """
            Platform events say that a milestone was reached, not when it was due; and many DPRK IT workers deliver on time.
            """),
        .unseen(
          "hard-to-reach", "the worker cannot be reached in time, least of all by instant message",
          because: "Response times belong to channels the warehouse does not hold."),
        .unseen(
          "borrowed-identities", "co-workers are asked to lend personal data for further contracts",
          because: """
            The request is made between people. Where pay then arrives in the lender's name, payee-name-mismatch and \
            shared-payout-endpoint look at the payment, not at the request.
            """),
      ]),
  ]
}
