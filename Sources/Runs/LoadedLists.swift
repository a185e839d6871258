package import Lists
package import Postgres
package import Warehouse

/// The lists in force, ready to classify.
package struct LoadedLists {
  package let versions: [ListVersion]
  package let classifier: Classifier

  /// Reads the newest version of every list. Throws ``PostgresError``.
  package init(_ session: Session) throws {
    let store = ListStore(session: session)
    versions = try store.current()
    classifier = Classifier(lists: try versions.map { (label: $0.label, entries: try store.entries(of: $0)) })
  }
}
