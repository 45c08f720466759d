package prikke.core.api;

/** Schedules without a job; otherwise as {@link ApiClient}, which hands it out. */
public final class SchedulesClient {
    private final Requests requests;

    SchedulesClient(Requests requests) {
        this.requests = requests;
    }

    /** A schedule in words, and its next occurrences. */
    public Answer<PreviewResponse> preview(PreviewRequest request) {
        return requests.post("/schedules/preview", request, PreviewResponse.class);
    }

    /** What would run when, of many jobs. */
    public Answer<SimulationResponse> simulate(SimulationRequest request) {
        return requests.post("/schedules/simulate", request, SimulationResponse.class);
    }
}
