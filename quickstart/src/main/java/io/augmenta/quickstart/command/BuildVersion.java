package io.augmenta.quickstart.command;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** The version that was built, from a file that the build fills in. */
public final class BuildVersion implements IVersionProvider {

    private static final String FILE = "build.properties";

    @Override
    public String[] getVersion() throws IOException {
        Properties build = new Properties();
        try (InputStream in = BuildVersion.class.getResourceAsStream(FILE)) {
            if (in == null) {
                throw new IOException(FILE + " is missing beside " + BuildVersion.class.getName());
            }
            build.load(in);
        }
        return new String[] {"augmenta " + build.getProperty("version") + ", Java " + System.getProperty("java.version")
        };
    }
}
