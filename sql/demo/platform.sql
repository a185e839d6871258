-- The demo's warehouse: the tables of an invented freelance-payments platform, named and typed its own way.
-- weir_source.sql maps them to the contract; nothing in Weir knows these tables.

CREATE SCHEMA platform;
COMMENT ON SCHEMA platform IS 'Invented freelance-payments platform of the Weir demo';

CREATE TABLE platform.currency (
  code       text PRIMARY KEY,
  minor_unit numeric NOT NULL CHECK (minor_unit > 0)
);
COMMENT ON TABLE platform.currency IS 'Currencies and assets, and what their minor unit is worth: 0.01 for cents, 1 for yen';

CREATE TABLE platform.member (
  member_no     bigint PRIMARY KEY,
  legal_form    text NOT NULL CHECK (legal_form IN ('person', 'company')),
  side          text NOT NULL CHECK (side IN ('buyer', 'talent', 'supplier', 'house')),
  display_name  text NOT NULL,
  home_country  text NOT NULL,
  state         text NOT NULL CHECK (state IN ('active', 'on_hold', 'closed')),
  joined_at     timestamptz NOT NULL,
  kyc_passed_at timestamptz,
  left_at       timestamptz,
  email         text,
  phone         text
);
COMMENT ON TABLE platform.member IS 'Everyone with an account: buyers of work, talent, suppliers, and the house itself';
COMMENT ON COLUMN platform.member.home_country IS 'As declared when joining, ISO 3166-1 alpha-2';

CREATE TABLE platform.payout_destination (
  destination_id uuid PRIMARY KEY,
  rail           text NOT NULL CHECK (rail IN ('bank', 'card', 'wallet', 'crypto', 'exchange')),
  member_no      bigint REFERENCES platform.member,
  name_on_it     text,
  institution    text,
  swift          text,
  national_code  text,
  number_on_it   text,
  card_bin       text,
  country        text,
  chain          text,
  chain_address  text,
  registered_at  timestamptz NOT NULL
);
COMMENT ON TABLE platform.payout_destination IS 'Bank accounts, cards, wallets and exchange accounts outside the platform';
COMMENT ON COLUMN platform.payout_destination.number_on_it IS 'Account number or IBAN; cards show the last four digits';

CREATE TABLE platform.approval (
  approval_no bigint PRIMARY KEY,
  payer_no    bigint NOT NULL REFERENCES platform.member,
  payee_no    bigint REFERENCES platform.member,
  document    text NOT NULL CHECK (document IN ('purchase_order', 'contract', 'subscription', 'mandate', 'invoice')),
  limit_minor bigint CHECK (limit_minor > 0),
  currency    text REFERENCES platform.currency,
  every_days  integer,
  valid_from  timestamptz NOT NULL,
  valid_to    timestamptz
);
COMMENT ON TABLE platform.approval IS 'What buyers agreed to pay for, and to whom';

CREATE TABLE platform.payment (
  payment_no       bigint PRIMARY KEY,
  booked_at        timestamptz NOT NULL,
  from_member      bigint REFERENCES platform.member,
  from_destination uuid REFERENCES platform.payout_destination,
  to_member        bigint REFERENCES platform.member,
  to_destination   uuid REFERENCES platform.payout_destination,
  amount_minor     bigint NOT NULL CHECK (amount_minor > 0),
  currency         text NOT NULL REFERENCES platform.currency,
  purpose          text NOT NULL CHECK (purpose IN ('wage', 'milestone', 'invoice', 'transfer', 'withdrawal', 'exchange',
                     'refund', 'card_charge', 'top_up', 'platform_fee')),
  state            text NOT NULL CHECK (state IN ('done', 'waiting', 'bounced', 'undone')),
  memo             text,
  approval_no      bigint REFERENCES platform.approval,
  started_by       bigint REFERENCES platform.member,
  CONSTRAINT payment_has_one_source CHECK (num_nonnulls(from_member, from_destination) = 1),
  CONSTRAINT payment_has_one_target CHECK (num_nonnulls(to_member, to_destination) = 1)
);
CREATE INDEX payment_booked_at ON platform.payment (booked_at);
COMMENT ON TABLE platform.payment IS 'Every movement of money, between members or over the edge of the platform';
COMMENT ON COLUMN platform.payment.amount_minor IS 'In the minor unit of the currency: cents, yen, millionths of a USDC';
COMMENT ON COLUMN platform.payment.state IS 'bounced: never left; undone: left and came back';

CREATE TABLE platform.payout_request (
  request_id     uuid PRIMARY KEY,
  member_no      bigint NOT NULL REFERENCES platform.member,
  asked_at       timestamptz NOT NULL,
  destination_id uuid REFERENCES platform.payout_destination,
  rail           text CHECK (rail IN ('bank', 'card', 'wallet', 'crypto', 'exchange')),
  asset          text,
  chain          text,
  chain_address  text,
  amount_minor   bigint CHECK (amount_minor > 0),
  currency       text REFERENCES platform.currency,
  state          text NOT NULL CHECK (state IN ('paid', 'waiting', 'declined')),
  note           text
);
COMMENT ON TABLE platform.payout_request IS 'How members asked to be paid, with what they wrote beside it';

CREATE TABLE platform.detail_change (
  change_no      bigint PRIMARY KEY,
  member_no      bigint NOT NULL REFERENCES platform.member,
  changed_at     timestamptz NOT NULL,
  what           text NOT NULL CHECK (what IN ('bank', 'payout_rail', 'wallet', 'name', 'mail', 'phone', 'address')),
  before         text,
  after          text,
  destination_id uuid REFERENCES platform.payout_destination,
  changed_by     text NOT NULL,
  batch          text
);
COMMENT ON TABLE platform.detail_change IS 'The log of changed payment details';
COMMENT ON COLUMN platform.detail_change.batch IS 'Set when the platform moved many members at once';

CREATE TABLE platform.fx_rate (
  quoted_on  date NOT NULL,
  currency   text NOT NULL REFERENCES platform.currency,
  usd_micros bigint NOT NULL CHECK (usd_micros > 0),
  PRIMARY KEY (quoted_on, currency)
);
COMMENT ON TABLE platform.fx_rate IS 'Millionths of a dollar per unit, on days when banks work';

CREATE TABLE platform.login (
  login_no   bigint PRIMARY KEY,
  member_no  bigint NOT NULL REFERENCES platform.member,
  started_at timestamptz NOT NULL,
  ended_at   timestamptz,
  ip         inet,
  ip_country text,
  device     text,
  port       integer
);
COMMENT ON TABLE platform.login IS 'Sessions';

CREATE TABLE platform.activity (
  activity_no    bigint PRIMARY KEY,
  happened_at    timestamptz NOT NULL,
  member_no      bigint NOT NULL REFERENCES platform.member,
  buyer_no       bigint REFERENCES platform.member,
  what           text NOT NULL,
  score_or_note  text,
  content_digest text
);
COMMENT ON TABLE platform.activity IS 'What happened between talent and buyers besides money';
