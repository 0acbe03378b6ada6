package io.sluice.local.process;

import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.util.Arrays;
import javax.management.JMException;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/** Another JVM's MBeans, by its process id. */
public final class Jmx implements AutoCloseable {
    private final JMXConnector connector;

    private Jmx(JMXConnector connector) {
        this.connector = connector;
    }

    @SuppressWarnings("BanJNDI") // The address is that of a child of ours.
    public static Jmx of(long pid) {
        try {
            VirtualMachine machine = VirtualMachine.attach(Long.toString(pid));
            try {
                return new Jmx(JMXConnectorFactory.connect(new JMXServiceURL(machine.startLocalManagementAgent())));
            } finally {
                machine.detach();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (AttachNotSupportedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The sum of an attribute over every MBean of that name that has it; an error if none has. */
    public double sum(String pattern, String attribute) {
        try {
            MBeanServerConnection server = server();
            double sum = 0;
            boolean found = false;
            for (ObjectName name : server.queryNames(new ObjectName(pattern), null)) {
                boolean has = Arrays.stream(server.getMBeanInfo(name).getAttributes())
                        .anyMatch(each -> each.getName().equals(attribute));
                if (has) {
                    sum += ((Number) server.getAttribute(name, attribute)).doubleValue();
                    found = true;
                }
            }
            if (!found) {
                throw new AssertionError("No MBean " + pattern + " with " + attribute + "; there are "
                        + server.queryNames(new ObjectName(pattern.replaceFirst(":.*", ":*")), null));
            }
            return sum;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (JMException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Bytes in use on the heap after a collection that this asks for. */
    public long heapAfterCollection() {
        try {
            MemoryMXBean memory = ManagementFactory.newPlatformMXBeanProxy(
                    server(), ManagementFactory.MEMORY_MXBEAN_NAME, MemoryMXBean.class);
            memory.gc();
            return memory.getHeapMemoryUsage().getUsed();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** For what {@link #sum} does not do. */
    public MBeanServerConnection server() {
        try {
            return connector.getMBeanServerConnection();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            connector.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
