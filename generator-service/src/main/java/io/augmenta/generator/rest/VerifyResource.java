package io.augmenta.generator.rest;

import io.augmenta.generator.GeneratorUnavailableException;
import io.augmenta.generator.batching.NotServedException;
import io.augmenta.generator.picture.PictureVerifier;
import io.augmenta.generator.picture.PictureVerifier.Different;
import io.augmenta.generator.picture.PictureVerifier.NotVerifiable;
import io.augmenta.generator.picture.PictureVerifier.Same;
import io.augmenta.generator.picture.PictureVerifier.Verdict;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Whether an image is what it says. */
@Path("/v1/verify")
@NotWhileDraining
@Tag(name = "Synthetic images", description = "Images on request; the same request gives the same images")
public class VerifyResource {
    private final PictureVerifier verifier;
    private final RequestInProgress inProgress;

    VerifyResource(PictureVerifier verifier, RequestInProgress inProgress) {
        this.verifier = verifier;
        this.inProgress = inProgress;
    }

    @POST
    @Consumes({"image/png", MediaType.APPLICATION_OCTET_STREAM})
    @Produces({MediaType.APPLICATION_JSON, Problems.MEDIA_TYPE})
    @Operation(
            operationId = "verify",
            summary = "Makes the image of a PNG again and compares",
            description =
                    "The verdict is same, different or not-verifiable; wholeFile says whether every byte of the file"
                            + " is the same, not only the pixels")
    public Response verify(byte[] png) throws InterruptedException {
        try {
            Verdict verdict = verifier.verify(png, inProgress.begin(Optional.empty()));
            return Response.ok(described(verdict), MediaType.APPLICATION_JSON).build();
        } catch (NotServedException e) {
            return Problems.of(e);
        } catch (GeneratorUnavailableException e) {
            return Problems.of(e);
        }
    }

    private static Map<String, Object> described(Verdict verdict) {
        Map<String, Object> answer = new LinkedHashMap<>();
        if (verdict instanceof Same same) {
            answer.put("verdict", "same");
            answer.put("wholeFile", same.wholeFile());
            answer.put("says", same.text());
        } else if (verdict instanceof Different different) {
            answer.put("verdict", "different");
            answer.put("differingSamples", different.differingSamples());
            answer.put("largestDifference", different.largestDifference());
            answer.put("says", different.text());
        } else if (verdict instanceof NotVerifiable not) {
            answer.put("verdict", "not-verifiable");
            answer.put("reason", not.reason());
        }
        return answer;
    }
}
