package prikke.daemon.http;

import io.helidon.http.Method;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;

/** Holds a {@link Gate} before the API and before all changes; what operators ask, such as its health, is answered always. */
final class GateFilter implements Filter {
    private final Gate gate;

    GateFilter(Gate gate) {
        this.gate = gate;
    }

    @Override
    public void filter(FilterChain chain, RoutingRequest request, RoutingResponse response) {
        Method method = request.prologue().method();
        boolean change = !method.equals(Method.GET) && !method.equals(Method.HEAD);
        boolean api = Area.isApi(Area.path(request));
        String refusal = api || change ? gate.refusal(change) : null;
        if (refusal == null) {
            chain.proceed();
        } else {
            Replies.send(request, response, Problems.of(503, refusal, RequestLog.idOf(response)));
        }
    }
}
