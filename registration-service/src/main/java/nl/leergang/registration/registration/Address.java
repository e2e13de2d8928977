package nl.leergang.registration.registration;

import org.jspecify.annotations.Nullable;

public record Address(
    @Nullable String street,
    @Nullable String houseNumber,
    @Nullable String postalCode,
    @Nullable String city) {}
