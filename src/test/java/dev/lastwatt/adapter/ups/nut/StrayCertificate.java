package dev.lastwatt.adapter.ups.nut;

/** A certificate that has signed nothing. */
final class StrayCertificate {

    private StrayCertificate() {}

    static final String PEM = """
            -----BEGIN CERTIFICATE-----
            MIIBeTCCAR+gAwIBAgIUffR0MatTGvVVFZjtkoSyHPO0PJEwCgYIKoZIzj0EAwIw
            ETEPMA0GA1UEAwwGbm9ib2R5MCAXDTI2MTEyMjE3Mjc0M1oYDzIxMjYxMDI5MTcy
            NzQzWjARMQ8wDQYDVQQDDAZub2JvZHkwWTATBgcqhkjOPQIBBggqhkjOPQMBBwNC
            AARKX2w8eHTvMKlZ0P/Ex0cR5PCxvNoahwtooxd81RSsKUBH7qN5NcIRkAV3Df3Q
            fdgdiR5TvlqBdFU2pc1projJo1MwUTAdBgNVHQ4EFgQU9kRvOmwggTI98faAhK+r
            kqL+gNswHwYDVR0jBBgwFoAU9kRvOmwggTI98faAhK+rkqL+gNswDwYDVR0TAQH/
            BAUwAwEB/zAKBggqhkjOPQQDAgNIADBFAiEAry7hJjhLVImPElrlhsQqOzYhccv7
            fR2p0mnz0P9U/HoCIBTyg5TrQk6dZyqsQPA0/Jwtpy/2GVIWm8w9pajL2sP9
            -----END CERTIFICATE-----
            """;
}
