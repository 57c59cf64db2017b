package com.ibm.weather.airlytics.jobs.aggregate.local.s3;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.gaul.s3proxy.S3ErrorCode;
import org.gaul.s3proxy.S3ProxyException;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.blobstore.ForwardingBlobStore;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.DeleteObjectRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;

/**
 * Hides folders without a file below them: S3 has no folders, a common prefix exists as long as an
 * object does, but other programs leave empty folders behind when they delete their files. And has
 * of several that replace the same state of an object one succeed: S3Proxy alone looks first and
 * writes then, and lets another in between.
 */
final class FolderBlobStore extends ForwardingBlobStore {

  private final Path objects;
  private final Object replacing = new Object();

  FolderBlobStore(BlobStore store, Path objects) {
    super(store);
    this.objects = objects;
  }

  @Override
  public ListObjectsV2Response list(ListObjectsV2Request request) {
    ListObjectsV2Response page = super.list(request);
    Path bucket = objects.resolve(request.bucket());
    List<CommonPrefix> inhabited =
        page.commonPrefixes().stream()
            .filter(prefix -> holdsFiles(bucket.resolve(prefix.prefix())))
            .toList();
    return page.toBuilder().commonPrefixes(inhabited).build();
  }

  @Override
  public PutObjectResponse putBlob(PutObjectRequest request, InputStream payload) {
    if (request.ifMatch() == null) {
      return super.putBlob(request, payload);
    }
    synchronized (replacing) {
      HeadObjectResponse present = blobMetadataIfPresent(request.bucket(), request.key());
      if (present == null) {
        throw new S3ProxyException(S3ErrorCode.NO_SUCH_KEY);
      }
      if (!unquoted(present.eTag()).equals(unquoted(request.ifMatch()))) {
        throw new S3ProxyException(S3ErrorCode.PRECONDITION_FAILED);
      }
      return super.putBlob(request, payload);
    }
  }

  @Override
  public DeleteObjectResponse removeBlob(DeleteObjectRequest request) {
    synchronized (replacing) {
      return super.removeBlob(request);
    }
  }

  private static String unquoted(String eTag) {
    return eTag.replace("\"", "");
  }

  private static boolean holdsFiles(Path folder) {
    try (Stream<Path> entries = Files.walk(folder)) {
      return entries.anyMatch(Files::isRegularFile);
    } catch (NoSuchFileException e) {
      return false;
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot look into " + folder, e);
    } catch (UncheckedIOException e) {
      // Something below was deleted while we looked: to list the folder or not is right either way.
      return Files.isDirectory(folder);
    }
  }
}
