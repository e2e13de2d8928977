package nl.leergang.e2e.boundary.example.registration;

import java.net.http.HttpClient;
import nl.leergang.e2e.boundary.example.schedule.Slot;

/** Breaks both rules on purpose: the boundary test shows that it is caught. */
public record ReachesAcross(Slot slot, HttpClient client) {}
