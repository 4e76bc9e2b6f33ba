package io.tillwatch.edge.proof;

import com.sun.jdi.Bootstrap;
import com.sun.jdi.Method;
import com.sun.jdi.VMDisconnectedException;
import com.sun.jdi.VirtualMachine;
import com.sun.jdi.connect.AttachingConnector;
import com.sun.jdi.connect.Connector.Argument;
import com.sun.jdi.connect.IllegalConnectorArgumentsException;
import com.sun.jdi.event.BreakpointEvent;
import com.sun.jdi.event.Event;
import com.sun.jdi.event.EventSet;
import com.sun.jdi.request.BreakpointRequest;
import com.sun.jdi.request.EventRequest;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** Stops single threads of another process in the middle of a method, and never lets them go. */
final class ThreadTrap implements AutoCloseable {
  private final VirtualMachine machine;
  private final AtomicInteger caught = new AtomicInteger();

  /** Attaches to a process that was started with {@link #option}. */
  ThreadTrap(int port) throws IOException, IllegalConnectorArgumentsException {
    AttachingConnector sockets =
        Bootstrap.virtualMachineManager().attachingConnectors().stream()
            .filter(connector -> connector.name().equals("com.sun.jdi.SocketAttach"))
            .findFirst()
            .orElseThrow();
    Map<String, Argument> where = sockets.defaultArguments();
    where.get("hostname").setValue("127.0.0.1");
    where.get("port").setValue(Integer.toString(port));
    machine = sockets.attach(where);
    Thread listener = new Thread(this::listen, "thread-trap");
    listener.setDaemon(true);
    listener.start();
  }

  /** What a JVM needs for it in {@code JAVA_TOOL_OPTIONS}. */
  static String option(int port) {
    return "-agentlib:jdwp=transport=dt_socket,server=y,suspend=n,address=127.0.0.1:" + port;
  }

  /** The next thread that calls the method never gets beyond its first line. */
  void catchNext(String type, String method) {
    Method first = machine.classesByName(type).get(0).methodsByName(method).get(0);
    BreakpointRequest request =
        machine.eventRequestManager().createBreakpointRequest(first.location());
    request.setSuspendPolicy(EventRequest.SUSPEND_EVENT_THREAD);
    request.addCountFilter(1);
    request.enable();
  }

  /** Threads that hang. */
  int caught() {
    return caught.get();
  }

  private void listen() {
    try {
      while (true) {
        EventSet events = machine.eventQueue().remove();
        boolean trapped = false;
        for (Event event : events) {
          trapped |= event instanceof BreakpointEvent;
        }
        if (trapped) {
          caught.incrementAndGet();
        } else {
          events.resume();
        }
      }
    } catch (VMDisconnectedException e) {
      // the process ended
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    try {
      machine.dispose();
    } catch (VMDisconnectedException e) {
      // it ended before
    }
  }
}
