package io.augmenta.generator;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;

import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;

/** Requests to the service under test, and what all of their answers have in common. */
final class OverHttp {
    private OverHttp() {}

    static Response get(String path) {
        return given().get(path).then().statusCode(200).extract().response();
    }

    static ValidatableResponse problem(String method, String path, int status) {
        return given().request(method, path)
                .then()
                .statusCode(status)
                .contentType("application/problem+json")
                .body("status", equalTo(status));
    }
}
