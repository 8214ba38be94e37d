"""Indonesian sentences about the store of cases: databases, what is in them, and who was faster."""

from __future__ import annotations

from typing import Final

MESSAGES: Final = {
    # --- databases ---
    "store-url": "'{given}' bukan alamat basis data yang dapat dipakai; tulis {known}.",
    "store-no-driver": 'PostgreSQL memerlukan paket tambahan; pasang dengan: pip install "sopflow[postgresql]"',
    "store-missing": "Basis data {database} belum ada; basis data dibuat saat kasus pertama dimulai.",
    "store-empty": "Basis data {database} masih kosong; basis data disiapkan saat kasus pertama dimulai.",
    "store-foreign": (
        "Basis data {database} berisi tabel milik program lain dan dibiarkan apa adanya; pakai basis data sendiri, "
        "atau siapkan dengan 'sopflow db prepare --shared' bila memang dipakai bersama."
    ),
    "store-watch-memory": (
        "Tenggat dijaga dalam berkas atau PostgreSQL; basis data di memori hilang bersama programnya."
    ),
    "store-watch-alone": (
        "Tenggat di {database} sudah dijaga program lain; berkas SQLite hanya satu penjaga. Untuk beberapa,"
        " pakai PostgreSQL."
    ),
    "store-watch-version": (
        "Tenggat di sini dijaga sopflow {theirs}, sedangkan ini sopflow {ours}; hentikan dahulu semua"
        " program versi lain,"
        " lalu jalankan yang ini."
    ),
    "store-watch-lost": "Sambungan ke {database} terputus; jalankan lagi, sementara itu yang lain mengambil alih.",
    "store-watch-engine": "DBOS tidak dapat mulai bekerja pada {database}: {reason}",
    "store-referral-unknown": "Tidak ada yang diajukan kepada pejabat dengan nomor {number}; lihat: sopflow deadlines",
    "store-referral-settled": "Nomor {number} sudah diselesaikan pada {at} oleh {by}.",
    "store-referral-over": "Nomor {number} tidak berlaku lagi: tugasnya sudah selesai, atau tenggatnya sudah lain.",
    "referral-uncertain": "Tenggatnya belum pasti: {why}",
    "referral-calendar-changed": (
        "Kalender {calendar} berubah sejak tenggat dijanjikan; hitung ulang kasusnya, atau tegaskan."
    ),
    "referral-taken-back": "Jalan ini sudah pernah ditempuh, lalu dibatalkan.",
    "referral-not-in-time": (
        "Tenggatnya sudah lewat ketika kejadian yang menetapkannya dicatat ({at}); tidak ada yang sempat bertindak."
    ),
    "referral-before-watch": "Tenggatnya lewat sebelum tenggat pertama kali dijaga di sini, yaitu {since}.",
    "store-older": (
        "Basis data {database} dibuat dengan versi sopflow yang lebih lama dan dibiarkan apa adanya; buat cadangannya, "
        "lalu jalankan 'sopflow db prepare'."
    ),
    "store-newer": (
        "Basis data {database} dibuat dengan versi sopflow yang lebih baru dan dibiarkan apa adanya; perbarui sopflow."
    ),
    "store-is-folder": "{database} adalah folder; sebut berkas basis data di dalamnya.",
    "store-no-database-file": "{database} bukan berkas basis data SQLite dan dibiarkan apa adanya; pakai berkas lain.",
    "store-damaged": "Berkas basis data {database} rusak ({reason}); pulihkan dari cadangan.",
    "store-not-opened": (
        "Basis data {database} tidak dapat dibuka; periksa apakah foldernya ada dan boleh dibaca dan ditulis."
    ),
    "store-denied": "Basis data {database} tidak boleh ditulis; periksa hak aksesnya.",
    "store-refused": "Basis data {database} menolak nama pengguna atau kata sandinya ({reason}).",
    "store-unknown-database": "Basis data {database} tidak ada di server itu ({reason}).",
    "store-unreachable": "Basis data {database} tidak dapat dihubungi ({reason}).",
    "store-lost": "Hubungan ke basis data {database} terputus; tidak ada yang disimpan, ulangi perintahnya.",
    "store-uncertain": (
        "Hubungan ke basis data {database} terputus saat menyimpan, jadi belum pasti apakah tersimpan; lihat kasusnya "
        "sebelum mengulang."
    ),
    "store-locked": "Basis data {database} sedang dikunci proses lain; tidak ada yang disimpan, ulangi perintahnya.",
    "store-full": "Tempat penyimpanan basis data {database} penuh; tidak ada yang disimpan.",
    "store-fault": "Basis data {database} tidak dapat menjalankan perintah ini ({reason}).",
    "store-busy": "Kasus '{case}' terus diubah oleh yang lain; tidak ada yang disimpan, ulangi perintahnya.",
    # --- what is in them ---
    "store-case-unknown": "Tidak ada kasus '{case}'; lihat 'sopflow case list'.",
    "store-case-exists": "Kasus '{case}' sudah ada; pakai nomor lain.",
    "store-case-changed": (
        "Riwayat kasus '{case}' diubah di luar sopflow dan tidak dapat dibaca; pulihkan dari cadangan."
    ),
    "store-case-empty": "Nomor kasus tidak boleh kosong.",
    "store-case-long": "Nomor kasus '{given}' terlalu panjang; paling panjang {most} huruf.",
    "store-case-form": "Nomor kasus '{given}' memuat huruf yang tidak dapat disimpan; pakai huruf biasa.",
    "store-person-empty": "Nama petugas tidak boleh kosong.",
    "store-person-long": "Nama petugas '{given}' terlalu panjang; paling panjang {most} huruf.",
    "store-person-form": "Nama petugas '{given}' memuat huruf yang tidak dapat disimpan; pakai huruf biasa.",
    "store-key-empty": "Kunci pengulangan tidak boleh kosong.",
    "store-key-long": "Kunci pengulangan '{given}' terlalu panjang; paling panjang {most} huruf.",
    "store-key-form": "Kunci pengulangan '{given}' memuat huruf yang tidak dapat disimpan; pakai huruf biasa.",
    "store-key-used": (
        "Kunci pengulangan '{key}' sudah dipakai untuk perintah lain (kasus '{case}', peristiwa {seq}); pakai kunci "
        "baru untuk setiap perintah."
    ),
    "store-id-empty": "Nama dalam SOP tidak boleh kosong.",
    "store-id-long": "Nama '{given}' dalam SOP terlalu panjang untuk disimpan; paling panjang {most} huruf.",
    "store-id-form": "Nama '{given}' dalam SOP memuat huruf yang tidak dapat disimpan.",
    "store-without-sops": "Belum ada SOP di basis data ini; mulai kasus dengan berkas SOP-nya.",
    "store-sop-unknown": "Tidak ada SOP '{sop}' di basis data ini; yang ada {known}.",
    "store-version-unknown": "Tidak ada versi '{version}' dari SOP '{sop}' di basis data ini.",
    "store-procedure-without-text": (
        "SOP '{sop}' tidak dibaca dari berkas, jadi tidak dapat disimpan; pakai load atau loads."
    ),
    "store-procedure-invalid": (
        "SOP '{sop}' versi {version} di basis data ini tidak lagi dapat dibaca oleh sopflow ini: {reason}"
    ),
    "store-procedure-changed": (
        "SOP '{sop}' versi {version} di basis data ini dibaca lain oleh sopflow ini; pakai versi sopflow yang semula."
    ),
    "store-calendar-unused": (
        "Tidak ada SOP di basis data ini yang memakai kalender '{calendar}'; periksa id kalendernya."
    ),
    "store-redact-fact": "SOP kasus ini tidak mengenal data {facts}; yang dikenal {known}.",
    "store-redact-person": "Tidak ada {persons} dalam riwayat kasus ini; sebut nama seperti tercatat.",
    "store-redact-assignee": "'{person}' masih memegang langkah {step}; tugaskan dahulu kepada orang lain.",
    "store-transaction-over": "Transaksi pada basis data {database} sudah berakhir; mulai transaksi yang baru.",
    "store-log-in-use": (
        "Data sudah disamarkan, tetapi salinan lamanya masih ada di berkas log {database}-wal karena basis data sedang "
        "dibaca; hentikan pembacanya lalu jalankan 'sopflow db prepare'."
    ),
    "store-question": "Nilai {given} tidak dapat dicari di basis data; pakai teks biasa.",
    "store-cursor": "Penanda halaman {given} bukan dari daftar ini; pakai 'next' dari halaman sebelumnya.",
    "store-limit": "Banyaknya baris {given} tidak berlaku; pakai bilangan bulat mulai dari 1.",
    "case-seq": "Kasus ini tidak mempunyai peristiwa {given}; peristiwanya 1 sampai {latest}.",
    # --- who was faster, and what happened ---
    "rejected-conflict": (
        "{who} lebih dahulu {did} pada {at}, sehingga perintah ini tidak disimpan; lihat dahulu keadaan kasus ini."
    ),
    "did-started": "memulai kasus ini",
    "did-completed": "menyelesaikan langkah",
    "did-skipped": "melewati langkah",
    "did-lapsed": "menempuh jalur lewat waktu",
    "did-attached": "menyerahkan dokumen",
    "did-recorded": "mencatat data",
    "did-assigned": "menugaskan petugas",
    "did-suspended": "menangguhkan kasus ini",
    "did-resumed": "melanjutkan kasus ini",
    "did-extended": "memperpanjang batas waktu",
    "did-reverted": "membatalkan penyelesaian terakhir",
    "did-recounted": "menghitung ulang jatuh tempo",
    "did-migrated": "memindahkan kasus ini ke versi SOP yang lain",
    "did-withdrawn": "menarik kembali kasus ini",
    "did-cancelled": "membatalkan kasus ini",
    # --- a case in words ---
    "case-standing": "Kasus {case} ({title}, versi {version}): {status}.",
    "case-standing-due": "Kasus {case} ({title}, versi {version}): {status}; layanan dijanjikan selesai {due}.",
    "case-overdue": "lewat waktu",
    "case-uncertain": "tanggal belum pasti",
    "case-missing": "kurang {items}",
    "case-yes": "ya",
    "case-no": "tidak",
    "case-nothing-to-do": "Tidak ada tugas.",
    "case-none": "Tidak ada kasus.",
    "case-next": "Halaman berikutnya: --after {cursor}",
    "case-database": "Basis data: {database}",
    "case-database-ready": "Basis data siap dipakai.",
    "column-case": "Kasus",
    "column-assignee": "Petugas",
    "column-sop": "SOP",
    "column-status": "Keadaan",
    "column-step": "Langkah",
    "column-at": "Waktu kejadian",
    "column-who": "Oleh",
    "column-what": "Kejadian",
    "column-recorded": "Dicatat",
    "column-due-before": "Jatuh tempo lama",
    "column-due-now": "Jatuh tempo baru",
    "column-because": "Sebab",
    "recount-promise": "layanan yang dijanjikan",
    "recount-off": "{date} bukan hari kerja ({reason})",
    "recount-working": "{date} hari kerja atau jamnya lain ({reason})",
    "recount-would": "Hitung ulang akan menggeser {moved} kasus; {refused} kasus tidak dapat dihitung ulang.",
    "recount-done": "{moved} kasus dihitung ulang; {refused} kasus tidak dapat dihitung ulang.",
    "column-version": "Versi",
    "column-result": "Hasil",
    "move-can": "dapat dipindahkan",
    "move-would": "{moved} kasus dapat dipindahkan; {refused} kasus tidak dapat.",
    "move-done": "{moved} kasus dipindahkan; {refused} kasus tidak dapat dan tetap memakai versinya.",
    "case-moved": "{what}: {was} menjadi {due}",
    "case-versions": "versi {was} menjadi {now}",
    "move-did": "dipindahkan",
    "store-actor-unknown": "Tidak ada pelaksana '{given}' di SOP mana pun di basis data ini; yang ada {known}.",
    "store-outcome-unknown": "Tidak ada hasil '{given}' di SOP mana pun di basis data ini; yang ada {known}.",
    "case-redacted": "Disamarkan {at} oleh {by}: {what} ({reason}).",
    "redacted-facts": "data {facts}",
    "redacted-persons": "{count} nama orang",
    "redacted-reasons": "semua alasan",
}
