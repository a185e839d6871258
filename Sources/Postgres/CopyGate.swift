import Dispatch
import Synchronization

/// What a COPY's rows wait for before they are read.
package final class CopyGate: Sendable {
  private let group = DispatchGroup()
  private let wasOpened = Atomic(false)

  package init() { group.enter() }

  /// Lets everybody through, from now on.
  package func open() {
    if !wasOpened.exchange(true, ordering: .acquiringAndReleasing) { group.leave() }
  }

  /// Waits 50 milliseconds at most; whether the gate is open.
  func isOpenSoon() -> Bool { group.wait(timeout: .now() + .milliseconds(50)) == .success }
}
