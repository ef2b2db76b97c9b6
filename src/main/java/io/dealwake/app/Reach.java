package io.dealwake.app;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.apache.kafka.common.utils.Utils;

/** Finds out, without Kafka's client, why a broker does not answer: the client itself only says that time is over. */
enum Reach {
    /** The host's name is unknown here. */
    UNRESOLVED,
    /** Nothing listens at the port. */
    REFUSED,
    /** The host does not answer at all. */
    SILENT,
    /** Something that speaks TLS listens. */
    TLS,
    /** Something else listens. */
    OPEN;

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    /** Tries an address, {@code HOST:PORT}. */
    static Reach of(String address) {
        InetSocketAddress place = new InetSocketAddress(Utils.getHost(address), Utils.getPort(address));
        if (place.isUnresolved()) {
            return UNRESOLVED;
        }
        try (Socket socket = new Socket()) {
            socket.connect(place, (int) PATIENCE.toMillis());
            socket.setSoTimeout((int) PATIENCE.toMillis());
            return speaksTls(socket, place.getAddress()) ? TLS : OPEN;
        } catch (ConnectException e) {
            return REFUSED;
        } catch (IOException e) {
            return SILENT;
        }
    }

    /** Nothing is sent but a greeting; whether the certificate pleases us does not matter. */
    private static boolean speaksTls(Socket socket, InetAddress host) {
        SSLSocketFactory factory = (SSLSocketFactory) SSLSocketFactory.getDefault();
        try (SSLSocket tls = (SSLSocket) factory.createSocket(socket, host.getHostAddress(), socket.getPort(), false)) {
            tls.startHandshake();
            return true;
        } catch (SSLHandshakeException e) {
            return isAboutCertificates(e);
        } catch (SSLException e) {
            return false;
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean isAboutCertificates(SSLHandshakeException problem) {
        return problem.getCause() != null
                || String.valueOf(problem.getMessage()).contains("fatal alert");
    }
}
