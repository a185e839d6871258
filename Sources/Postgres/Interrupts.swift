import Dispatch
import Glibc
import Synchronization

/// A clean end on SIGINT and SIGTERM: the running statement is cancelled on the server, fails with `.cancelled`, and the
/// program winds up as after any other error. The second signal of a kind ends the process in the ordinary way.
package enum Interrupts {
  /// The first signal that came, nil before any. The caller turns it into an exit code.
  package static var requested: Int32? {
    let signal = firstSignal.load(ordering: .acquiring)
    return signal == 0 ? nil : signal
  }

  /// Starts to watch for SIGINT and SIGTERM; later calls only replace `onSignal`. `onSignal` gets the signal's number, on a
  /// thread of its own, after the watched session was cancelled. Throws `.protocol` if the system refuses a pipe.
  package static func install(_ onSignal: @escaping @Sendable (Int32) -> Void) throws(PostgresError) {
    let isFirst = state.withLock { state in
      defer { state.isInstalled = true }
      state.onSignal = onSignal
      return !state.isInstalled
    }
    guard isFirst else { return }
    var ends: [Int32] = [-1, -1]
    guard unsafe pipe(&ends) == 0 else {
      throw PostgresError(.protocol, "no pipe for signals: errno \(errno)")
    }
    for end in ends {
      _ = fcntl(end, F_SETFD, FD_CLOEXEC)
      _ = fcntl(end, F_SETFL, O_NONBLOCK)
    }
    wakeDescriptor.store(ends[1], ordering: .releasing)
    let source = DispatchSource.makeReadSource(fileDescriptor: ends[0], queue: .global(qos: .userInitiated))
    let readEnd = ends[0]
    source.setEventHandler {
      var signal: UInt8 = 0
      while unsafe read(readEnd, &signal, 1) == 1 { deliver(Int32(signal)) }
    }
    source.resume()
    unsafe signalSource = source
    arm()
  }

  /// Names the session whose statement a signal cancels, nil for none. If a signal has already come, it is cancelled now.
  package static func watch(_ canceller: Canceller?) {
    state.withLock { $0.canceller = canceller }
    if requested != nil { canceller?.cancel() }
  }

  /// Throws `.cancelled` once a signal has come. For the places between statements, where there is nothing to cancel.
  package static func check() throws(PostgresError) {
    if let signal = requested {
      throw PostgresError(.cancelled, "a stop was asked by signal \(signal)", sqlState: "57014")
    }
  }

  /// Forgets a signal that came and waits for the next, as if none had come. For tests.
  package static func forget() {
    firstSignal.store(0, ordering: .releasing)
    arm()
  }

  /// One shot for each signal: after it the default action is back, so that a second one ends a program that hangs.
  private static func arm() {
    for signal in [SIGINT, SIGTERM] {
      var action = sigaction()
      unsafe action.__sigaction_handler.sa_handler = noteSignal
      action.sa_flags = Int32(bitPattern: UInt32(SA_RESETHAND)) | SA_RESTART
      _ = unsafe sigaction(signal, &action, nil)
    }
  }

  private static func deliver(_ signal: Int32) {
    let (canceller, onSignal) = state.withLock { ($0.canceller, $0.onSignal) }
    canceller?.cancel()
    onSignal?(signal)
  }
}

private struct InterruptState {
  var isInstalled = false
  var onSignal: (@Sendable (Int32) -> Void)?
  var canceller: Canceller?
}

/// Keeps the source alive for the life of the process; written once, by the first `install`, and never read.
private nonisolated(unsafe) var signalSource: (any DispatchSourceRead)?
private let state = Mutex(InterruptState())
private let firstSignal = Atomic<Int32>(0)
private let wakeDescriptor = Atomic<Int32>(-1)

/// The handler itself: atomics and write(2) only, as signal-safety(7) asks.
private func noteSignal(_ signal: Int32) {
  let saved = errno
  _ = firstSignal.compareExchange(expected: 0, desired: signal, ordering: .acquiringAndReleasing)
  var byte = UInt8(truncatingIfNeeded: signal)
  _ = unsafe write(wakeDescriptor.load(ordering: .acquiring), &byte, 1)
  errno = saved
}
