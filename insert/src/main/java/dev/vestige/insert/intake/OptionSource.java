package dev.vestige.insert.intake;

import java.util.Optional;

/// Where a request's options stand: URL arguments, headers, or the metadata of a gRPC call, which
/// serve as headers.
public interface OptionSource {
  OptionSource NONE =
      new OptionSource() {
        @Override
        public Optional<String> argument(String name) {
          return Optional.empty();
        }

        @Override
        public Optional<String> header(String name) {
          return Optional.empty();
        }
      };

  Optional<String> argument(String name);

  /// The first header of that name, in any case.
  Optional<String> header(String name);
}
